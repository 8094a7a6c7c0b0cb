package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who shows one bad token after the other is told so, and keeps nobody out by it: not even itself. */
class TooManyRefusalsTest {

    private static final int A_MINUTE = 5;
    private static final String BAD = "Bearer a.b.c";

    private final Fleet fleet = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private RunningFunction function;

    @BeforeEach
    void start() {
        fleet.register(Fleet.RACK);
        fleet.publish("seed", fleet.image("seed", Fleet.LEAST_SIZE, false));
        function = RunningFunction.start(
                fleet,
                Map.of(
                        "SEEDIMAGE_DOWNLOAD_REFUSALS",
                        "5",
                        "SEEDIMAGE_DOWNLOAD_TRUSTED_HOPS",
                        "127.0.0.0/8, ::1, 10.0.0.0/8"));
    }

    @AfterEach
    void stop() {
        function.close();
    }

    @Test
    void areToldWithATimeToComeBack() {
        usedUp("203.0.113.5");

        var answer = ask("203.0.113.5", BAD);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("60");
        TokenTableTest.assertProblem(answer, "too-many-refusals");
        fleet.clock.advance(Duration.ofSeconds(60));
        fleet.register(Fleet.RACK);
        assertThat(ask("203.0.113.5", BAD).statusCode()).isIn(401, 403);
    }

    @Test
    void neverDelayAGoodTokenOfTheSameClient() {
        for (var i = 0; i < 10 * A_MINUTE; i++) {
            assertThat(ask("203.0.113.5", BAD).statusCode()).isIn(401, 403, 429);
            assertThat(ask("203.0.113.5", "Bearer " + fleet.token()).statusCode())
                    .isEqualTo(206);
        }
    }

    @Test
    void areThoseOfOneClientAlone() {
        usedUp("203.0.113.5");

        for (var i = 1; i < 200; i++) {
            assertThat(ask("198.51.100." + i, BAD).statusCode()).isIn(401, 403);
        }
        assertThat(ask("203.0.113.5", BAD).statusCode()).isEqualTo(429);
    }

    /** What a client writes itself stands before what the proxy adds. */
    @Test
    void followAClientWhateverItSaysItIs() {
        usedUp("203.0.113.5");

        for (var forged :
                new String[] {"198.51.100.7", "10.0.0.1", "127.0.0.1", "unknown", "", "::1", "198.51.100.7, 10.0.0.1"
                }) {
            assertThat(ask(forged + ", 203.0.113.5", BAD).statusCode())
                    .as(forged)
                    .isEqualTo(429);
            assertThat(ask(forged + ", 203.0.113.5, 10.2.3.4", BAD).statusCode())
                    .as(forged)
                    .isEqualTo(429);
        }
    }

    @Test
    void lockNobodyOutInAnothersName() {
        for (var i = 0; i < 3 * A_MINUTE; i++) {
            ask("198.51.100.7, 203.0.113.5", BAD);
        }

        assertThat(ask("198.51.100.7", BAD).statusCode()).isIn(401, 403);
    }

    @Test
    void areNotCountedWhereNoTokenIsShownOrNothingIsThere() {
        for (var i = 0; i < 3 * A_MINUTE; i++) {
            assertThat(ask("203.0.113.5", "none").statusCode()).isEqualTo(401);
            var elsewhere = function.sendForText(
                    function.request(RunningFunction.pathOf("seed").replace("rack", "nowhere"))
                            .header(RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token()));
            assertThat(elsewhere.statusCode()).isEqualTo(404);
        }

        assertThat(ask("203.0.113.5", BAD).statusCode()).isIn(401, 403);
    }

    /** Where no proxy is trusted, the connection's own address counts, whatever a header says. */
    @Test
    void areThePeersWhereNobodyIsTrusted() {
        try (var direct = RunningFunction.start(fleet, Map.of("SEEDIMAGE_DOWNLOAD_REFUSALS", "5"))) {
            for (var i = 0; i < A_MINUTE; i++) {
                assertThat(ask(direct, "198.51.100." + i, BAD).statusCode()).isIn(401, 403);
            }
            assertThat(ask(direct, "198.51.100.99", BAD).statusCode()).isEqualTo(429);
        }
    }

    private void usedUp(String client) {
        for (var i = 0; i < A_MINUTE; i++) {
            assertThat(ask(client, BAD).statusCode()).isIn(401, 403);
        }
    }

    private HttpResponse<String> ask(String forwardedFor, String token) {
        return ask(function, forwardedFor, token);
    }

    private static HttpResponse<String> ask(RunningFunction of, String forwardedFor, String token) {
        var request = of.request(RunningFunction.pathOf("seed"))
                .header("Range", "bytes=0-9")
                .header("X-Forwarded-For", forwardedFor);
        return of.sendForText(token.equals("none") ? request : request.header(RunningFunction.TOKEN_HEADER, token));
    }
}
