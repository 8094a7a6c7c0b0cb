package io.elemental.seedimage.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {

    private static final String ENTRY = "{\"username\":\"u\",\"password\":\"p\"}";

    @ParameterizedTest
    @CsvSource({
        "registry.example:5000, registry.example:5000, a/b",
        "https://registry.example, registry.example, a/b",
        "https://registry.example/v2/, registry.example, a/b",
        "registry.example/a, registry.example, a/b",
        "registry.example/a/b, registry.example, a/b",
        "Registry.Example, registry.example, a/b",
        "https://index.docker.io/v1/, docker.io, library/x",
        "docker.io, docker.io, library/x",
        "docker.io/library, docker.io, library/x"
    })
    void findsTheEntryOfARepository(String key, String host, String repository) {
        assertThat(config(key, ENTRY).of(host, repository)).contains(new Credentials("u", "p", null));
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example, registry.example:5000, a/b",
        "registry.example:5000, registry.example, a/b",
        "registry.example/a/bc, registry.example, a/b",
        "registry.example/a/b/c, registry.example, a/b",
        "example, registry.example, a/b",
        "*.example, registry.example, a/b",
        "https://*.example/a, registry.example, a/b"
    })
    void findsNoOther(String key, String host, String repository) {
        assertThat(config(key, ENTRY).of(host, repository)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"auth\":\"dTpwOnE=\"}|u|p:q",
                "{\"auth\":\"dTpwOnE\"}|u|p:q",
                "{\"auth\":\"dTpwOnE=\",\"username\":\"x\",\"password\":\"y\"}|u|p:q",
                "{\"username\":\"x\",\"password\":\"y\"}|x|y"
            })
    void readsAllSpellingsOfAnEntry(String entry, String user, String password) {
        assertThat(config("r.example", entry).of("r.example", "a")).contains(new Credentials(user, password, null));
    }

    @Test
    void readsIdentityTokens() {
        assertThat(config("r.example", "{\"identitytoken\":\"t\"}").of("r.example", "a"))
                .contains(new Credentials("", "", "t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"auth\":\"\"}", "{\"username\":\"u\"}", "1", "null", "[]"})
    void anEmptyEntryIsNone(String entry) {
        assertThat(config("r.example", entry).of("r.example", "a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"credsStore\":\"desktop\",\"auths\":{}}", "{\"credHelpers\":{\"a\":\"b\"}}"})
    void programsAreRefused(String text) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> DockerConfig.parse("s", text))
                .withMessageStartingWith("The Secret s names programs (cred");
    }

    /** What docker login wrote on a laptop names the laptop's helper, and public images need none. */
    @Test
    void programsOfWhoNamesNoSecretArePassedOver() {
        var config = DockerConfig.parse(
                null, "{\"credsStore\":\"desktop\",\"auths\":{\"r.example\":{},\"s.example\":{\"auth\":\"dTpw\"}}}");

        assertThat(config.of("r.example", "a")).isEmpty();
        assertThat(config.of("s.example", "a")).contains(new Credentials("u", "p", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{\"auths\":{},\"auths\":{}}"})
    void whatIsNoConfigurationIsRefused(String text) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> DockerConfig.parse("s", text))
                .withMessage("The Secret s holds no JSON of a Docker configuration.");
    }

    private static DockerConfig config(String key, String entry) {
        return DockerConfig.parse("s", "{\"auths\":{\"%s\":%s}}".formatted(key, entry));
    }
}
