package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that stop reading, go away, or take their time. */
class SlowClientsTest {

    /** A second or two; the rest is for a machine that is ten times slower and has much to do. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);
    private static final int SIZE = 32_000_000;

    private final Fleet fleet = new Fleet();

    @BeforeEach
    void publish() {
        fleet.register(Fleet.RACK);
        fleet.publish("seed", fleet.image("seed", SIZE, false));
    }

    private RunningFunction start(Duration writeTimeout) {
        return RunningFunction.start(fleet, Map.of("SEEDIMAGE_DOWNLOAD_WRITE_TIMEOUT", writeTimeout.toSeconds() + "s"));
    }

    @Test
    void dropsWhoStopsReadingAndServesTheOthers() throws IOException {
        try (var function = start(WRITE_TIMEOUT);
                var stalled = RawClient.gets(function, fleet, "seed")) {
            stalled.head();
            stalled.read(1_000_000); // behind the slots: from here on, one stream of the base is open until the end
            assertThat(fleet.store.openStreams()).isOne();

            try (var other = RawClient.gets(function, fleet, "seed")) {
                other.head();
                assertThat(other.read(SIZE)).hasSize(SIZE);
            }

            await().atMost(SOON).until(() -> fleet.store.openStreams() == 0);
            assertThat(stalled.countUntilTheEnd()).isLessThan(SIZE);
        }
    }

    @Test
    void freesEverythingWhenAClientGoesAway() throws IOException {
        // An hour, so that it is not the timeout that frees it.
        try (var function = start(Duration.ofHours(1))) {
            var client = RawClient.gets(function, fleet, "seed");
            client.head();
            client.read(1_000_000);
            assertThat(fleet.store.openStreams()).isOne();

            client.vanish();

            await().atMost(SOON).until(() -> fleet.store.openStreams() == 0);
        }
    }

    @Test
    void bearsWithWhoReadsSlowlyButSteadily() throws IOException {
        try (var function = start(WRITE_TIMEOUT);
                var slow = RawClient.gets(function, fleet, "seed")) {
            slow.head();
            for (var i = 0; i < 5; i++) {
                assertThat(slow.read(1_000_000)).hasSize(1_000_000);
                await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            }
            assertThat(slow.countUntilTheEnd()).isEqualTo(SIZE - 5_000_000);
        }
    }

    @Test
    void finishesADownloadBeforeItShutsDown() throws Exception {
        try (var function = start(WRITE_TIMEOUT);
                var client = RawClient.gets(function, fleet, "seed")) {
            client.head();
            var closing = CompletableFuture.runAsync(() -> function.context().close());

            assertThat(client.read(SIZE)).hasSize(SIZE);
            closing.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
