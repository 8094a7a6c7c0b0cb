package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins are told, in front of everything else. */
class CorsTest {

    private static final String ALLOWED = "https://rancher.example";
    private static final Fleet FLEET = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private static RunningFunction function;

    @BeforeAll
    static void start() {
        FLEET.register(Fleet.RACK);
        FLEET.publish("seed", FLEET.image("seed", 200_000, false));
        function = RunningFunction.start(FLEET, Map.of("SEEDIMAGE_DOWNLOAD_ALLOWED_ORIGINS", ALLOWED));
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/elemental/v1/namespaces/fleet/registrations/rack/seedimages/seed", "/x", "/a%2Fb", "/"})
    void preflightNeedsNoTokenAndNoSuchPath(String path) {
        FLEET.store.asked();

        var answer = function.send(preflight(path, ALLOWED));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        assertThat(header(answer, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(header(answer, "Access-Control-Allow-Headers").split(", ", -1))
                .contains("Registration-Authorization", "Range", "If-Range", "If-None-Match", "Accept");
        assertThat(header(answer, "Vary")).isEqualTo("Origin");
        assertThat(FLEET.store.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example", "https://rancher.example.evil", "null", "HTTPS://rancher.example"})
    void otherOriginsAreToldNothing(String origin) {
        var preflight = function.send(preflight(RunningFunction.pathOf("seed"), origin));
        var answer = function.send(get("seed").header("Origin", origin));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        assertThat(preflight.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @ParameterizedTest
    @CsvSource({"seed, 200", "nobody, 404", "seed?type=tar, 400", "seed%20, 400", "seed;x, 400", "a/b/c, 404"})
    void answersAndErrorsMayBeRead(String path, int status) {
        var answer = function.send(get(path).header("Origin", ALLOWED));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        assertThat(header(answer, "Access-Control-Expose-Headers").split(", ", -1))
                .contains("Content-Disposition", "Content-Length", "Content-Range", "ETag", "Retry-After", "Location");
        assertThat(header(answer, "Vary")).isEqualTo("Registration-Authorization, Accept, Origin");
    }

    /** What a fault resets, and what Tomcat refuses by itself. */
    @Test
    void outagesAndWhatTomcatRefusesMayBeRead() throws Exception {
        FLEET.memory.setAvailable(false);
        try {
            var outage = function.send(get("seed").header("Origin", ALLOWED));

            assertThat(outage.statusCode()).isEqualTo(503);
            assertThat(header(outage, "Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        } finally {
            FLEET.memory.setAvailable(true);
        }
        try (var client = RawClient.sends(
                function,
                "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\nOrigin: %s\r\n\r\n".formatted(ALLOWED))) {
            assertThat(client.head()).startsWith("HTTP/1.1 501").contains("Access-Control-Allow-Origin: " + ALLOWED);
        }
    }

    @Test
    void nobodyIsAllowedUnlessNamed() {
        try (var closed = RunningFunction.start(FLEET)) {
            var answer = closed.send(closed.request(RunningFunction.pathOf("seed"))
                    .header("Origin", ALLOWED)
                    .header("Access-Control-Request-Method", "GET")
                    .method("OPTIONS", BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
        }
    }

    private static HttpRequest.Builder preflight(String path, String origin) {
        return function.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "registration-authorization")
                .method("OPTIONS", BodyPublishers.noBody());
    }

    private static HttpRequest.Builder get(String path) {
        return function.request(RunningFunction.pathOf("") + path)
                .header(RunningFunction.TOKEN_HEADER, "Bearer " + FLEET.token());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join("|", answer.headers().allValues(name));
    }
}
