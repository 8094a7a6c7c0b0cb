package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Downloads in great number, and of great size. */
class ManyDownloadsTest {

    private static final int CLIENTS = 20;
    private static final int SIZE = 32 << 20;
    private static final long HUGE = 6L << 30;
    private static final long ALLOWED_PER_CLIENT = 1L << 20;
    private static final Fleet FLEET = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private static RunningFunction function;

    @BeforeAll
    static void start() {
        FLEET.register(Fleet.RACK);
        FLEET.publish("seed", FLEET.image("seed", SIZE, false));
        FLEET.publish("huge", FLEET.image("huge", HUGE, false));
        function = RunningFunction.start(FLEET);
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    @Test
    void getTheRightBytesAllAtOnce() throws Exception {
        var expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Fleet.bytes(SIZE)));
        Callable<String> download = ManyDownloadsTest::digestOfADownload;

        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var digest : clients.invokeAll(
                    IntStream.range(0, CLIENTS).mapToObj(_ -> download).toList())) {
                assertThat(digest.get()).isEqualTo(expected);
            }
        }
        assertThat(FLEET.store.openStreams()).isZero();
    }

    private static String digestOfADownload() throws Exception {
        var answer = function.send(
                function.request(RunningFunction.pathOf("seed"))
                        .header(RunningFunction.TOKEN_HEADER, "Bearer " + FLEET.token()),
                BodyHandlers.ofInputStream());
        var digest = MessageDigest.getInstance("SHA-256");
        try (var body = answer.body()) {
            var buffer = new byte[SIZE / 100];
            for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Clients that hold still in the middle of images far larger than the heap. */
    @Test
    void takeLittleMemoryEach() throws IOException {
        var before = usedHeap();
        var clients = new ArrayList<RawClient>();
        try {
            for (var i = 0; i < CLIENTS; i++) {
                var client = RawClient.gets(function, FLEET, "huge");
                clients.add(client);
                client.head();
                client.read(4_000_000);
            }

            assertThat(FLEET.store.openStreams()).isEqualTo(CLIENTS);
            assertThat(usedHeap() - before).isLessThan(CLIENTS * ALLOWED_PER_CLIENT);
        } finally {
            for (var client : clients) {
                client.vanish();
            }
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> FLEET.store.openStreams() == 0);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
