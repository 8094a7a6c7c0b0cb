package io.elemental.seedimage.builder.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {

    @ParameterizedTest
    @CsvSource({
        "*, http://a.example, true",
        "a.example, http://a.example, true",
        "A.Example, http://a.EXAMPLE., true",
        "example, http://a.example, true",
        ".example, http://a.example, true",
        "*.example, http://a.b.example, true",
        ".a.example, http://a.example, false",
        "example, http://anexample, false",
        "a.example:8080, http://a.example:8080, true",
        "a.example:8080, http://a.example, false",
        "a.example:443, https://a.example, true",
        "10.0.0.0/8, http://10.1.2.3:9000, true",
        "10.0.0.0/8, http://11.1.2.3, false",
        "10.0.0.0/40, http://10.1.2.3, false",
        "10.0.0.0/x, http://10.1.2.3, false",
        "fd00::/8, http://[fd12::1]:1, true",
        "10.1.2.3, http://10.1.2.3, true",
        "., http://a.example, false",
        "b.example, http://localhost, true",
        "b.example, http://127.3.2.1, true",
        "b.example, http://[::1], true",
        "b.example, http://a.localhost, true",
        "b.example, http://localhost.example, false",
        "b_c, http://b_c:90, true"
    })
    void knowsWhatGoesWithoutAProxy(String word, String url, boolean without) {
        var uri = URI.create(url);
        var server = Authority.of(uri).orElseThrow();
        var port = server.port() < 0 ? (url.startsWith("https") ? 443 : 80) : server.port();

        assertThat(new NoProxy(List.of(word)).names(server, port)).isEqualTo(without);
    }
}
