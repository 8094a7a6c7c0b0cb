package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function with its real S3 client, and no store. */
@Timeout(180)
class GoneStoreTest {

    /** A second, or the client's limits of time, and the rest for a machine that is ten times slower. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"", "/status", "/sha256"})
    void nobodyListens(String what) {
        assertUnavailable(FreePort.find(), what);
    }

    @Test
    void nobodyAnswers() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertUnavailable(silent.getLocalPort(), "");
        }
    }

    private static void assertUnavailable(int port, String what) {
        var fleet = new Fleet();
        var settings = S3Settings.fromEnvironment(Map.of(
                "SEEDIMAGE_S3_ENDPOINT",
                "http://127.0.0.1:" + port,
                "SEEDIMAGE_S3_BUCKET",
                "images",
                "SEEDIMAGE_S3_PLAIN_HTTP",
                "true"));
        try (var store = S3Store.open(settings, "access", "secret");
                var function = RunningFunction.start(fleet, Map.of(), store.objects(), store.links())) {
            var begin = System.nanoTime();
            var answer = function.sendForText(function.request(RunningFunction.pathOf("seed") + what)
                    .header(RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token()));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            TokenTableTest.assertProblem(answer, "store-unavailable");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        }
    }
}
