package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.store.ObjectTooLargeException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a builder leaves for its reader may have any size: no more of it is taken than a document has. */
class BoundedReadTest {

    private static final int LIMIT = 4096;
    private static final long CHUNKED = 0;

    /** Of a gigabyte that is announced, and of one whose length nobody tells. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 30, CHUNKED})
    void letsAGigabyteGoAtOnce(long announced) throws Exception {
        var sent = new AtomicLong();
        var ended = new CountDownLatch(1);
        try (var server = ActingServer.start(exchange -> {
                    exchange.getResponseHeaders().add("ETag", "\"1\"");
                    exchange.sendResponseHeaders(200, announced);
                    try (var body = exchange.getResponseBody()) {
                        for (var left = 1L << 30; left > 0; left -= 64 * 1024) {
                            body.write(new byte[64 * 1024]);
                            sent.addAndGet(64 * 1024);
                        }
                    } catch (IOException e) { // they have left
                        ended.countDown();
                    }
                });
                var store = Stores.at(server.endpoint(), Stores.FAR)) {
            var start = System.nanoTime();

            assertThatExceptionOfType(ObjectTooLargeException.class)
                    .isThrownBy(() -> store.objects().get("bases/b-1/result.json", LIMIT))
                    .withMessageStartingWith("bases/b-1/result.json has ")
                    .withMessageEndingWith("; the limit is 4096");

            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sent).hasValueLessThan(64L << 20);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }
}
