package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The process is told to end (SIGTERM) in the middle of downloads. */
@Timeout(120)
class EndingTest {

    /** More than the buffers of both ends hold together. */
    private static final int SIZE = 40_000_000;

    private static final int BEGINNING = 1_000_000;

    private final Fleet fleet = Fleet.withSeed(SIZE);
    private final RunningFunction function = RunningFunction.start(fleet);

    @Test
    void downloadsThatRunAreFinishedAndNewOnesRefused() throws Exception {
        try (var client = RawClient.gets(function, fleet, "seed")) {
            assertThat(client.status()).isEqualTo(200);
            var beginning = client.read(BEGINNING);

            var ending = Thread.ofVirtual().start(function::close);
            await().atMost(Duration.ofSeconds(30)).until(this::nobodyIsLetIn);
            assertThat(ending.isAlive()).as("waits for the download").isTrue();
            var rest = client.read(SIZE - BEGINNING);

            var image = Fleet.bytes(SIZE);
            assertThat(beginning).isEqualTo(Arrays.copyOf(image, BEGINNING));
            assertThat(rest).isEqualTo(Arrays.copyOfRange(image, BEGINNING, SIZE));
            assertThat(ending.join(Duration.ofSeconds(30)))
                    .as("ends after the last one")
                    .isTrue();
        }
    }

    private boolean nobodyIsLetIn() throws IOException {
        try (var late = RawClient.gets(function, fleet, "seed")) {
            return late.status() == 503;
        } catch (ConnectException _) {
            return true;
        }
    }
}
