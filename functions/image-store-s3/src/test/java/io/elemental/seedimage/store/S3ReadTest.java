package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What becomes of connections and streams when either side behaves badly. */
@Isolated("It waits for limits that a busy machine would reach.")
class S3ReadTest {

    private static final long GIGABYTE = 1L << 30;

    /** All answers but the first take milliseconds, and less than this on a machine that is ten times slower. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private static final Duration FAR = Duration.ofMinutes(2);

    /** So that what the first answer takes counts for no limit. */
    @BeforeAll
    static void readOnce() throws IOException {
        try (var server = ActingServer.start(exchange -> {
                    answer(exchange, "bytes 0-0/1", 1);
                    exchange.getResponseBody().write(0);
                    exchange.close();
                });
                var store = Stores.at(server.endpoint(), Stores.FAR);
                var stream = store.objects().read("a", "\"1\"", 0, 1)) {
            assertThat(stream.readAllBytes()).hasSize(1);
        }
    }

    @Test
    void leavingEarlyEndsTheConnectionWithoutReadingOn() throws Exception {
        var ended = new CountDownLatch(1);
        try (var server = ActingServer.start(exchange -> sendUntilTheyLeave(exchange, ended));
                var store = Stores.at(server.endpoint(), Stores.FAR)) {
            var stream = store.objects().read("a", "\"1\"", 0, GIGABYTE);
            assertThat(stream.read()).isZero();

            var start = System.nanoTime();
            stream.close();

            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
    }

    // Slowly, so that draining would take minutes.
    private static void sendUntilTheyLeave(HttpExchange exchange, CountDownLatch ended) throws IOException {
        answer(exchange, "bytes 0-1073741823/1073741824", GIGABYTE);
        try (var body = exchange.getResponseBody()) {
            while (!ended.await(1, TimeUnit.MILLISECONDS)) {
                body.write(new byte[10_000]);
                body.flush();
            }
        } catch (IOException e) {
            ended.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void readingToTheEndKeepsTheConnection() throws IOException {
        Set<Integer> connections = ConcurrentHashMap.newKeySet();
        try (var server = ActingServer.start(exchange -> {
                    connections.add(exchange.getRemoteAddress().getPort());
                    answer(exchange, "bytes 0-9/10", 10);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.close();
                });
                var store = Stores.at(server.endpoint(), Stores.FAR)) {
            for (var i = 0; i < 5; i++) {
                try (var stream = store.objects().read("a", "\"1\"", 0, 10)) {
                    assertThat(stream.readNBytes(10)).hasSize(10);
                }
            }
        }
        assertThat(connections).hasSize(1);
    }

    @Test
    void aConnectionThatEndsEarlyIsAnOutage() throws IOException {
        try (var server = ActingServer.start(exchange -> {
                    answer(exchange, "bytes 0-999/1000", 1000);
                    exchange.getResponseBody().write(new byte[400]);
                    exchange.getResponseBody().flush();
                    exchange.close();
                });
                var store = Stores.at(server.endpoint(), Stores.FAR);
                var stream = store.objects().read("a", "\"1\"", 0, 1000)) {
            assertFailsAfter(400, stream, "bytes 0 to 999 of a");
        }
    }

    @Test
    void aStreamThatStallsIsAnOutage() throws IOException {
        var release = new CountDownLatch(1);
        try (var server = ActingServer.start(exchange -> {
                    answer(exchange, "bytes 0-999/1000", 1000);
                    exchange.getResponseBody().write(new byte[400]);
                    exchange.getResponseBody().flush();
                    await(release);
                });
                var store = Stores.at(server.endpoint(), new Timeouts(FAR, FAR, LIMIT));
                var stream = store.objects().read("a", "\"1\"", 0, 1000)) {
            assertFailsAfter(400, stream, "timed out");
        } finally {
            release.countDown();
        }
    }

    /** The limits for calls must not cut a long download off: it is fine as long as bytes come. */
    @Test
    void aStreamMayTakeLongerThanACall() throws IOException {
        var pauses = 15;
        var never = new CountDownLatch(1);
        try (var server = ActingServer.start(exchange -> {
                    answer(exchange, "bytes 0-%s/%s".formatted(pauses - 1, pauses), pauses);
                    for (var i = 0; i < pauses; i++) {
                        await(never, Duration.ofMillis(100));
                        exchange.getResponseBody().write(i);
                        exchange.getResponseBody().flush();
                    }
                    exchange.close();
                });
                var store = Stores.at(server.endpoint(), new Timeouts(LIMIT, LIMIT, FAR))) {
            var start = System.nanoTime();
            try (var stream = store.objects().read("a", "\"1\"", 0, pauses)) {
                assertThat(stream.readAllBytes()).hasSize(pauses);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(LIMIT);
        }
    }

    @Test
    void otherBytesThanAskedForAreAnOutage() throws IOException {
        try (var server = ActingServer.start(exchange -> {
                    answer(exchange, "bytes 0-9/1000", 10);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.close();
                });
                var store = Stores.at(server.endpoint(), Stores.FAR)) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.objects().read("a", "\"1\"", 5, 10))
                    .withMessageContaining("other bytes than asked for");
        }
    }

    private static void assertFailsAfter(int bytes, InputStream stream, String why) throws IOException {
        assertThat(stream.readNBytes(bytes)).hasSize(bytes);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(stream::read)
                .withMessageContaining("bucket images")
                .withMessageContaining(why);
    }

    private static void answer(HttpExchange exchange, String range, long length) throws IOException {
        exchange.getResponseHeaders().add("ETag", "\"1\"");
        exchange.getResponseHeaders().add("Content-Range", range);
        exchange.sendResponseHeaders(206, length);
    }

    private static void await(CountDownLatch latch) {
        await(latch, FAR);
    }

    private static void await(CountDownLatch latch, Duration limit) {
        try {
            if (latch.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
