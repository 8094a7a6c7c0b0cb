package io.elemental.seedimage.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.ImageReference;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @Test
    void theLongestBeginningHasTheMirrors() {
        var mirrors = Map.of(
                "docker.io", List.of("far.example/hub"),
                "docker.io/rancher", List.of("a.example:5000/r", "b.example"),
                "docker.io/ran", List.of("c.example"));

        assertThat(urls("rancher/elemental", mirrors))
                .containsExactly(
                        "https://a.example:5000/v2/r/elemental/manifests/v1",
                        "https://b.example/v2/elemental/manifests/v1",
                        "https://registry-1.docker.io/v2/rancher/elemental/manifests/v1");
        assertThat(urls("alpine", mirrors))
                .containsExactly(
                        "https://far.example/v2/hub/library/alpine/manifests/v1",
                        "https://registry-1.docker.io/v2/library/alpine/manifests/v1");
        assertThat(urls("r.example/a", mirrors)).containsExactly("https://r.example/v2/a/manifests/v1");
    }

    @ParameterizedTest
    @CsvSource({
        "plain.example, http",
        "plain.example:5000, http",
        "port.example:5000, http",
        "port.example, https",
        "other.example, https",
        "localhost:5000, https"
    })
    void onlyNamedHostsArePlain(String host, String scheme) {
        var registry = new GrantDocument.Registry(
                null, null, List.of("plain.example", "port.example:5000"), Map.of(), Map.of(), null);

        assertThat(Mirrors.of(ImageReference.parse("f", host + "/a"), registry))
                .extracting(endpoint -> endpoint.base().getScheme())
                .containsExactly(scheme);
    }

    @ParameterizedTest
    @CsvSource({
        "r.example, https://r.example/token, true",
        "r.example:5000, https://r.example/token, true",
        "r.example, https://R.Example:8443/token, true",
        "r.example, http://r.example/token, false",
        "r.example, https://other.example/token, false",
        "r.example, https://r.example.evil.example/token, false",
        "docker.io, https://auth.docker.io/token, true",
        "docker.io, http://auth.docker.io/token, false",
        "r.example, https://auth.docker.io/token, false",
        "known.example, https://tokens.example/x, true",
        "known.example:5000, https://tokens.example/x, true",
        "known.example, https://tokens.example.evil.example/x, false"
    })
    void credentialsGoToKnownRealmsAlone(String host, String realm, boolean may) {
        var endpoint = Mirrors.of(
                        ImageReference.parse("f", host + "/a"),
                        new GrantDocument.Registry(null, null, List.of(), Map.of(), Map.of(), null))
                .getFirst();
        var realms = new Realms(Map.of("known.example", List.of("tokens.example")));

        assertThat(realms.mayHaveCredentials(endpoint, URI.create(realm))).isEqualTo(may);
    }

    private static List<String> urls(String image, Map<String, List<String>> mirrors) {
        var registry = new GrantDocument.Registry(null, null, List.of(), mirrors, Map.of(), null);
        return Mirrors.of(ImageReference.parse("f", image), registry).stream()
                .map(endpoint -> endpoint.at("manifests/v1").toString())
                .toList();
    }
}
