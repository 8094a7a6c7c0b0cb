package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Eventing has identities, nobody's events are followed but our triggers'. */
class SendersTest {

    private static final String TRIGGER = "system:serviceaccount:seedimage-system:changed-trigger";
    private static final String OTHER = "system:serviceaccount:tenant:default";

    private final RunningFunction function = new RunningFunction(Map.of(
            "SEEDIMAGE_SWEEP_AT_START", "false",
            "SEEDIMAGE_RECONCILE_EVENTS_AUDIENCE", "seedimage-reconcile",
            "SEEDIMAGE_RECONCILE_EVENTS_FROM", TRIGGER + ",system:serviceaccount:seedimage-system:sweep-trigger"));

    @AfterEach
    void close() {
        function.close();
    }

    @Test
    void ourTriggersAreHeardAndAskedForOnce() {
        var token = token(TRIGGER, "1");
        function.tokens.put(token, TRIGGER);

        IntStream.range(0, 10)
                .forEach(_ -> assertThat(post("/reconcile", "Bearer " + token)).isEqualTo(204));

        assertThat(function.seedImages.status(RunningFunction.SEED)).isPresent();
        assertThat(function.reviews).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reconcile", "/sweep", "/deadletter"})
    void nobodyElseIs(String path) {
        var before = function.effects();
        var others = token(OTHER, "1");
        function.tokens.put(others, OTHER);
        var mixed = token(TRIGGER, "2");
        function.tokens.put(mixed, OTHER);

        assertThat(post(path, "")).isEqualTo(401);
        assertThat(post(path, "Basic YTpi")).isEqualTo(401);
        assertThat(post(path, "Bearer x")).isEqualTo(401);
        assertThat(post(path, "Bearer " + "a".repeat(7_000))).isEqualTo(401);
        assertThat(post(path, "Bearer ..")).isEqualTo(401);
        assertThat(post(path, "Bearer " + others)).isEqualTo(403);
        assertThat(function.reviews).as("whoever says that he is somebody else").hasValue(0);
        assertThat(post(path, "Bearer " + mixed)).isEqualTo(403);
        assertThat(post(path, "Bearer " + token(TRIGGER, "forged"))).isEqualTo(403);
        assertThat(function.reviews).hasValue(2);
        assertThat(function.effects()).isEqualTo(before);
    }

    @Test
    void readinessNeedsNoToken() {
        var answer = function.send("GET", "/healthz", Map.of(), new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(204);
    }

    private int post(String path, String authorization) {
        var headers = path.equals("/sweep") ? new HashMap<>(Events.ping()) : Events.seedImage("add");
        if (!authorization.isEmpty()) {
            headers.put("Authorization", authorization);
        }
        return function.send("POST", path, headers, Events.bytes("{}")).statusCode();
    }

    /** As a token looks; the stand-in says whose it is. */
    private static String token(String subject, String signature) {
        var claims = "{\"aud\":[\"seedimage-reconcile\"],\"sub\":\"%s\"}".formatted(subject);
        return "e30.%s.%s"
                .formatted(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)),
                        signature);
    }
}
