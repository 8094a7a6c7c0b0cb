package io.elemental.seedimage.rules.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryRulesTest {

    @Test
    void withoutSettingsEveryRegistryIsAskedItself() {
        assertThat(RegistryRules.fromEnvironment(Map.of())).isEqualTo(RegistryRules.USUAL);
    }

    @Test
    void readsHostsMirrorsInTheirOrderAndRealms() {
        var rules = RegistryRules.fromEnvironment(Map.of(
                RegistryRules.PLAIN_HOSTS, "registry.example:5000, lab",
                RegistryRules.MIRRORS, "docker.io=b.example/hub,quay.io/org=c:5000/x,docker.io=localhost",
                RegistryRules.REALMS, "registry.example:5000=tokens.example"));

        assertThat(rules.plainHosts()).containsExactly("registry.example:5000", "lab");
        assertThat(rules.mirrors())
                .isEqualTo(
                        Map.of("docker.io", List.of("b.example/hub", "localhost"), "quay.io/org", List.of("c:5000/x")));
        assertThat(rules.realms()).isEqualTo(Map.of("registry.example:5000", List.of("tokens.example")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SEEDIMAGE_REGISTRY_PLAIN_HOSTS | http://lab | registry.example:5000",
                "SEEDIMAGE_REGISTRY_PLAIN_HOSTS | lab/path | registry.example:5000",
                "SEEDIMAGE_REGISTRY_MIRRORS | docker.io | docker.io=mirror.example/hub",
                "SEEDIMAGE_REGISTRY_MIRRORS | docker.io=https://a.example | docker.io=mirror.example/hub",
                "SEEDIMAGE_REGISTRY_REALMS | a.example=b.example:443 | registry.example=tokens.example",
                "SEEDIMAGE_REGISTRY_MIRRORS | a=b=c | docker.io=mirror.example/hub",
                "SEEDIMAGE_REGISTRY_REALMS | a=b/c | registry.example=tokens.example",
                "SEEDIMAGE_REGISTRY_REALMS | =b | registry.example=tokens.example",
            })
    void saysWhichWordIsNone(String setting, String word, String example) {
        assertThatThrownBy(() -> RegistryRules.fromEnvironment(Map.of(setting, word)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A word of %s, '%s', is not like %s", setting, word, example);
    }

    /** A builder would take the first for a path of Docker Hub, and could not name an image at the others. */
    @ParameterizedTest
    @ValueSource(strings = {"mirror/hub", "a..b.example", "m.example:70000", "m.example/x___y"})
    void mirrorsAreWhatABuilderCanAsk(String mirror) {
        assertThatThrownBy(() -> RegistryRules.fromEnvironment(Map.of(RegistryRules.MIRRORS, "docker.io=" + mirror)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(RegistryRules.MIRRORS)
                .hasMessageContaining(mirror);
    }

    @Test
    void neverShowsCredentials() {
        assertThat(RegistryRules.USUAL.with(Optional.of("s3cr3t")).toString()).doesNotContain("s3cr3t");
    }
}
