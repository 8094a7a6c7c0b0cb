package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.store.Precondition;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see when the store fails, or holds something else than it should. */
class OutageTest {

    private static final int SIZE = 50_000_000;
    private static final Fleet FLEET = Fleet.withSeed(SIZE);

    @AutoClose
    private static final RunningFunction FUNCTION = RunningFunction.start(FLEET);

    @AfterEach
    void repair() {
        FLEET.memory.setAvailable(true);
        FLEET.store.breakAt(Long.MAX_VALUE);
    }

    @Test
    void asksToComeBackWhileTheStoreIsAway() {
        FLEET.memory.setAvailable(false);

        var answer = FUNCTION.sendForText(get("seed"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        TokenTableTest.assertProblem(answer, "store-unavailable");
    }

    @Test
    void tellsAnOutageThatComesBeforeTheFirstByte() {
        FLEET.store.breakAt(0);

        var answer = FUNCTION.sendForText(get("seed"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
        TokenTableTest.assertProblem(answer, "store-unavailable");
        assertThat(FLEET.store.openStreams()).isZero();
    }

    @Test
    void breaksTheConnectionWhereBytesAreMissing() throws IOException {
        FLEET.store.breakAt(20_000_000);

        try (var client = RawClient.gets(FUNCTION, FLEET, "seed")) {
            assertThat(client.head()).startsWith("HTTP/1.1 200").contains("Content-Length: " + SIZE);
            assertThat(client.countUntilTheEnd()).isLessThanOrEqualTo(20_000_000);
        }
        assertThat(FLEET.store.openStreams()).isZero();
    }

    @Test
    void noticesABaseThatEndsEarly() throws IOException {
        var image = FLEET.image("short", SIZE, false);
        FLEET.publish("short", image);
        FLEET.store.makeUp(StoreKeys.baseImage(image.build()), SIZE / 2);

        try (var client = RawClient.gets(FUNCTION, FLEET, "short")) {
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            assertThat(client.countUntilTheEnd()).isLessThanOrEqualTo(SIZE / 2);
        }
        var beyond = FUNCTION.sendForText(get("short").header("Range", "bytes=-10"));
        assertThat(beyond.statusCode()).isEqualTo(503);
        TokenTableTest.assertProblem(beyond, "store-unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay", "manifest"})
    void asksToComeBackWhereTheImageIsGone(String what) {
        var image = FLEET.image("gone-" + what, SIZE, false);
        FLEET.publish("gone", image);
        FLEET.memory.delete(
                what.equals("overlay") ? StoreKeys.overlay(image.identity()) : StoreKeys.manifest(image.build()));

        var answer = FUNCTION.sendForText(get("gone"));

        assertThat(answer.statusCode()).isEqualTo(503);
        TokenTableTest.assertProblem(answer, "store-unavailable");
    }

    @Test
    void saysNothingOfADocumentThatItCannotRead() {
        FLEET.publish("odd", FLEET.image("odd", SIZE, false));
        FLEET.memory.put(
                StoreKeys.entry(Fleet.RACK, "odd"),
                "{\"version\":99,\"secret\":\"x\"}".getBytes(StandardCharsets.UTF_8),
                new Precondition.None());

        var answer = FUNCTION.sendForText(get("odd"));

        assertThat(answer.statusCode()).isEqualTo(500);
        TokenTableTest.assertProblem(answer, "internal");
        assertThat(answer.body()).doesNotContain("version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a|b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /?type=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /..%2f HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void describesWhatTheServerRefuses(String request) throws IOException {
        try (var client = RawClient.sends(FUNCTION, request)) {
            assertThat(client.head())
                    .containsPattern("^HTTP/1.1 4\\d\\d")
                    .contains("Content-Type: application/problem+json")
                    .contains("Cache-Control: private, no-store")
                    .doesNotContain("Tomcat");
        }
    }

    private static HttpRequest.Builder get(String seedImage) {
        return FUNCTION.request(RunningFunction.pathOf(seedImage))
                .header(RunningFunction.TOKEN_HEADER, "Bearer " + FLEET.token());
    }
}
