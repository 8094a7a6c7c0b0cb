package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Thousands of bad tokens, over HTTP, each a refusal; the same ones in every run. */
class MutatedTokensTest {

    private static final int OF_EACH_KIND = 110;
    private static final int LEAST = 5_000;
    private static final Fleet FLEET = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private static RunningFunction function;

    @BeforeAll
    static void start() {
        FLEET.register(Fleet.RACK);
        FLEET.publish("seed", FLEET.image("seed", Fleet.LEAST_SIZE, false));
        function = RunningFunction.start(FLEET);
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    @Test
    void openNothing() throws IOException {
        var sent = 0;
        try (var connection = new KeptConnection(function)) {
            for (var kind : kinds().entrySet()) {
                for (var i = 0; i < OF_EACH_KIND; i++) {
                    assertRefused(connection, kind.getKey(), kind.getValue().get());
                    sent++;
                }
                assertThat(connection.ask(get(FLEET.token())).orElseThrow().status())
                        .as("a good one after: %s", kind.getKey())
                        .isEqualTo(206);
            }
        }
        assertThat(sent).isGreaterThanOrEqualTo(LEAST);
    }

    private static Map<String, Supplier<String>> kinds() {
        var random = new Random(15);
        var uri = Fleet.uri(Fleet.RACK);
        var kinds = new LinkedHashMap<>(new TokensWithoutKey(FLEET.tokens, uri, random).kinds());
        kinds.putAll(new TokensAgainstRules(FLEET.tokens, uri, Fleet.NOW, random).kinds());
        return kinds;
    }

    private static void assertRefused(KeptConnection connection, String kind, String token) throws IOException {
        var answer = connection.ask(get(token)).orElseThrow(() -> new AssertionError(kind + ": no answer: " + token));

        assertThat(answer.status()).as("%s: %s", kind, token).isIn(400, 401, 403);
        assertThat(answer.text())
                .as("%s: %s", kind, token)
                .contains("urn:elemental:seedimage:problem:")
                .doesNotContain("Exception")
                .doesNotContain("java");
    }

    private static String get(String token) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-0\r\n%s: Bearer %s\r\n\r\n"
                .formatted(RunningFunction.pathOf("seed"), RunningFunction.TOKEN_HEADER, token);
    }
}
