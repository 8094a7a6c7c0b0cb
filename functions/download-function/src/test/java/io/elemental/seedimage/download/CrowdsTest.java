package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImagePaths;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More connections than there are places, each held for as long as can be; and somebody who only wants an image. */
class CrowdsTest {

    private static final int CROWD = 613;
    private static final int SMALL = 200_000;
    private static final int LARGE = 64_000_000;

    /** By far less than a crowd has patience; far more than it takes, so that a busy machine does no harm. */
    private static final Duration SOON = Duration.ofSeconds(12);

    private static final String BEGINNING = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";

    private final Fleet fleet = new Fleet();
    private final ResourceRef other = Fleet.RACK.sibling("other");

    @SuppressWarnings("NullAway.Init")
    private RunningFunction function;

    @BeforeEach
    void start() {
        fleet.register(Fleet.RACK);
        fleet.register(other);
        fleet.publish("seed", fleet.image("seed", LARGE, false));
        fleet.publishOf(other, "mine", fleet.image("mine", SMALL, false));
        // An hour, so that nothing but the rules for crowds can help.
        function = RunningFunction.start(fleet, Map.of("SEEDIMAGE_DOWNLOAD_WRITE_TIMEOUT", "1h"));
    }

    @AfterEach
    void stop() {
        function.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a header without end,             'X-Drop: ',                   a",
        "a body behind an answered GET,    'Content-Length: 900000\\r\\n\\r\\n', a",
        "a chunked body behind it,         'Transfer-Encoding: chunked\\r\\n\\r\\nffff\\r\\n', a",
        "blank lines behind an answer,     '\\r\\n',                       '\\r\\n'",
        "nothing at all behind an answer,  '\\r\\n',                       ''",
        "a second header without end,      '\\r\\nGET / HTTP/1.1\\r\\nX: ', a",
        "probes one after the other,       '\\r\\n', 'GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n'",
        "refusals one after the other,     '\\r\\n', 'GET /nothing HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n'",
    })
    void thatDripsKeepsNobodyWaiting(String what, String end, String drop) throws IOException {
        var first = BEGINNING + text(end);
        try (var _ = Crowd.of(CROWD, function, first, text(drop), Duration.ofMillis(700))) {
            for (var i = 0; i < 3; i++) {
                assertThat(secondsOfADownload()).as(what).isLessThan(SOON.toSeconds());
            }
        }
    }

    /**
     * Each answer would give its connection new time. Who wants an image tries again, as the crowd makes much work:
     * nine hundred requests a second, which take a slow machine as a whole. Without the rule it would take an hour.
     */
    @Test
    void thatAsksAgainAndAgainWithATokenKeepsNobodyWaiting() throws IOException {
        var request = RawClient.get(fleet, "seed", "").replaceFirst("GET", "HEAD");
        try (var _ = Crowd.of(CROWD, function, request, request, Duration.ofMillis(700))) {
            for (var i = 0; i < 3; i++) {
                await().atMost(Duration.ofMinutes(2)).until(this::downloads);
            }
        }
    }

    private boolean downloads() {
        try {
            return secondsOfADownload() >= 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void thatSaysNothingKeepsNobodyWaiting() throws IOException {
        try (var _ = Crowd.of(CROWD, function, "", "", Duration.ofHours(1))) {
            assertThat(secondsOfADownload()).isLessThan(SOON.toSeconds());
        }
    }

    @Test
    void ofReadersWithOneTokenWhoDoNotReadKeepsNobodyWaiting() throws IOException {
        var crowd = new ArrayList<RawClient>();
        try {
            for (var i = 0; i < CROWD; i++) {
                crowd.add(RawClient.gets(function, fleet, "seed"));
            }
            for (var i = 0; i < 3; i++) {
                assertThat(secondsOfADownload()).isLessThan(SOON.toSeconds());
                // theirs, and the one that was just read to its end
                assertThat(fleet.store.openStreams()).isLessThanOrEqualTo(DownloadSettings.MAX_CONNECTIONS / 4 + 1);
            }
            assertThat(fleet.meters
                            .get("seedimage.streams.cut")
                            .tag("by", "limit")
                            .counter()
                            .count())
                    .isPositive();
        } finally {
            for (var client : crowd) {
                client.vanish();
            }
        }
    }

    @Test
    void ofReadersWhoDoNotReadIsDroppedSoonWherePlacesAreRare() throws IOException {
        var settings = Map.of("SEEDIMAGE_DOWNLOAD_WRITE_TIMEOUT", "1h", "SEEDIMAGE_DOWNLOAD_STREAMS", "1");
        try (var small = RunningFunction.start(fleet, settings);
                var stalled = RawClient.gets(small, fleet, "seed")) {
            stalled.head();

            await().atMost(Duration.ofMinutes(1)).until(() -> fleet.store.openStreams() == 0);
            assertThat(stalled.countUntilTheEnd()).isLessThan(LARGE);
        }
    }

    private long secondsOfADownload() throws IOException {
        var start = System.nanoTime();
        try (var client = RawClient.sends(function, mine())) {
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            assertThat(client.read(SMALL)).hasSize(SMALL);
        }
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }

    private String mine() {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s: Bearer %s\r\n\r\n"
                .formatted(
                        SeedImagePaths.of(other, "mine"),
                        RunningFunction.TOKEN_HEADER,
                        fleet.tokens.issue(Fleet.uri(other), null, null));
    }

    private static String text(String escaped) {
        return escaped.replace("\\r", "\r").replace("\\n", "\n");
    }
}
