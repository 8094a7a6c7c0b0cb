package io.elemental.seedimage.rules.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedProxiesTest {

    @Test
    void areReadAsOtherProgramsReadThem() {
        var proxies = AllowedProxies.fromEnvironment(Map.of(
                "HTTP_PROXY", "http://proxy.example:3128/",
                "https_proxy", " Proxy.example:3129 ",
                "HTTPS_PROXY", " ",
                "NO_PROXY", "minio.minio, .svc,10.0.0.0/8"));

        assertThat(proxies.usual().http().map(ProxyServer::name)).hasValue("http://proxy.example:3128");
        assertThat(proxies.usual().https().map(ProxyServer::name)).hasValue("http://proxy.example:3129");
        assertThat(proxies.usual().none()).containsExactly("minio.minio", ".svc", "10.0.0.0/8");
        assertThat(proxies.rules(Optional.empty())).isEqualTo(proxies.usual());
        assertThat(AllowedProxies.fromEnvironment(Map.of())).isEqualTo(AllowedProxies.NONE);
    }

    @Test
    void ofTheListAreNamedWithoutTheirCredentials() {
        var proxies = AllowedProxies.fromEnvironment(Map.of(
                "HTTP_PROXY",
                "http://usual.example",
                "NO_PROXY",
                "mirror.example",
                AllowedProxies.SETTING,
                "http://us%20er:p%40ss@proxy.example:3128, http://other.example"));

        var rules = proxies.rules(Optional.of("http://proxy.example:3128"));

        assertThat(rules.http()).isEqualTo(rules.https());
        assertThat(rules.none()).isEmpty();
        assertThat(rules.http().flatMap(ProxyServer::authorization)).hasValue("Basic dXMgZXI6cEBzcw==");
        assertThat(rules.toString() + proxies).doesNotContain("us%20er", "p%40ss");
        assertThat(rules.http().map(ProxyServer::url)).hasValue("http://us%20er:p%40ss@proxy.example:3128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://proxy.example:3129", "http://usual.example:80", "http://proxy.example.evil:3128"})
    void othersAreRefusedWithASentence(String name) {
        var proxies = AllowedProxies.fromEnvironment(Map.of(
                "HTTP_PROXY", "http://usual.example", AllowedProxies.SETTING, "http://a:s3cr3t@proxy.example:3128"));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> proxies.rules(Optional.of(name)))
                .withMessage(
                        "spec.proxy '%s' is a proxy that this installation does not allow: [http://proxy.example:3128]",
                        name);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_PROXY, https://us:s3cr3t@proxy.example",
        "HTTPS_PROXY, socks5://us:s3cr3t@proxy.example",
        "HTTP_PROXY, http://us:s3cr3t@",
        "HTTP_PROXY, http://us:s3cr3t@proxy.example:99999",
        "HTTP_PROXY, http://us:s3cr3t@proxy.example:0",
        "HTTP_PROXY, http://us:s3cr3t@proxy.example/path",
    })
    void whatIsNoneIsRefusedWithoutItsValue(String name, String url) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> AllowedProxies.fromEnvironment(Map.of(name, url)))
                .withMessage("%s is not the URL of an HTTP proxy such as http://proxy.example:3128", name);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> AllowedProxies.fromEnvironment(Map.of(AllowedProxies.SETTING, url)))
                .withMessage("A word of SEEDIMAGE_RECONCILE_ALLOWED_PROXIES is not the URL of an HTTP proxy such as"
                        + " http://proxy.example:3128");
    }
}
