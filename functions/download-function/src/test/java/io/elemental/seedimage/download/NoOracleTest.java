package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody learns from an answer, or from how long it takes, which SeedImages other registrations have. */
class NoOracleTest {

    private static final int SAMPLES = 2_000;
    private static final int ROUNDS = 3;
    private static final double ALIKE = 0.05;

    /** Of one length, as an attacker would ask for them. */
    private static final String UNKNOWN = "nobodys";

    private static final String OF_OTHERS = "theirss";

    private static final Fleet FLEET = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private static RunningFunction function;

    @BeforeAll
    static void start() {
        var other = Fleet.RACK.sibling("other");
        FLEET.register(Fleet.RACK);
        FLEET.register(other);
        FLEET.publish("seed", FLEET.image("seed", Fleet.LEAST_SIZE, false));
        FLEET.publishOf(other, OF_OTHERS, FLEET.image(OF_OTHERS, Fleet.LEAST_SIZE, true));
        function = RunningFunction.start(FLEET);
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/sha256",
                "?type=raw",
                "?type=nonsense",
                "?delivery=proxy",
                "?delivery=redirect",
                "?arch=arm64",
                "/",
                "/nothing"
            })
    void isInAnAnswer(String more) throws IOException {
        for (var method : List.of("GET", "HEAD", "POST")) {
            for (var line : List.of(
                    "",
                    "Accept: application/json\r\n",
                    "If-None-Match: *\r\n",
                    "If-Match: *\r\n",
                    "Range: bytes=0-0\r\n")) {
                assertThat(told(method, OF_OTHERS, more, line))
                        .as("%s %s %s", method, more, line)
                        .isEqualTo(told(method, UNKNOWN, more, line));
            }
        }
    }

    private static String told(String method, String seedImage, String more, String line) throws IOException {
        try (var connection = new KeptConnection(function)) {
            return connection
                    .ask(request(method, seedImage + more, line))
                    .orElseThrow()
                    .everything()
                    .replaceAll("(?m)^(Date|X-Request-Id): .*", "")
                    .replace(seedImage, "X");
        }
    }

    /** Taken by turns, so that whatever else the machine does is in both; tried again, since it may do much. */
    @Test
    void isInItsTime() throws IOException {
        var apart = 1.0;
        for (var round = 0; round < ROUNDS && apart > ALIKE; round++) {
            apart = apart();
        }
        assertThat(apart).isLessThanOrEqualTo(ALIKE);
    }

    /** How much longer one takes than the other, as a part of it. */
    private static double apart() throws IOException {
        var unknown = new long[SAMPLES];
        var ofOthers = new long[SAMPLES];
        try (var connection = new KeptConnection(function)) {
            for (var i = 0; i < SAMPLES; i++) {
                var unknownFirst = i % 2 == 0;
                var first = nanos(connection, unknownFirst ? UNKNOWN : OF_OTHERS);
                var second = nanos(connection, unknownFirst ? OF_OTHERS : UNKNOWN);
                unknown[i] = unknownFirst ? first : second;
                ofOthers[i] = unknownFirst ? second : first;
            }
        }
        return Math.abs(1 - (double) median(unknown) / median(ofOthers));
    }

    private static long nanos(KeptConnection connection, String seedImage) throws IOException {
        var request = request("GET", seedImage, "");
        if (!connection.isOpen()) {
            connection.ask(request); // not measured: the connection's beginning
        }
        var start = System.nanoTime();
        assertThat(connection.ask(request).orElseThrow().status()).isEqualTo(404);
        return System.nanoTime() - start;
    }

    private static long median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    private static String request(String method, String seedImage, String line) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s: Bearer %s\r\n%s\r\n"
                .formatted(method, RunningFunction.pathOf(seedImage), RunningFunction.TOKEN_HEADER, TOKEN, line);
    }

    private static final String TOKEN = FLEET.token();
}
