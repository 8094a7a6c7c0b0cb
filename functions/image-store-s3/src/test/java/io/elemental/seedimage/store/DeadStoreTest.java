package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.testing.Concurrently;
import io.elemental.seedimage.testing.RealMinio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A store that does not work is known to be out within seconds, whatever is asked of it. */
@Execution(value = ExecutionMode.CONCURRENT, reason = "It waits for limits of time.")
class DeadStoreTest {

    /** A second, and the rest for a machine that is ten times slower and has much to do. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final List<Consumer<S3Store>> CALLS = List.of(
            store -> store.objects().get("a", 1000),
            store -> store.objects().getIfChanged("a", "\"0\"", 1000),
            store -> store.objects().head("a"),
            store -> store.objects().read("a", "\"0\"", 0, 1),
            store -> store.objects().put("a", new byte[10], new Precondition.Absent()),
            store -> store.objects().delete("a"),
            store -> store.objects().list("a"),
            store -> store.uploads().start("a", "text/plain"),
            store -> store.uploads().parts("a", "upload", 1),
            store -> store.uploads().abort("a", "upload"),
            S3Store::createBucketIfMissing);

    /** The limits are far away, so what is known long before them is known without them. */
    @Test
    void nobodyListens() throws IOException {
        try (var store = Stores.at(closedPort(), Stores.FAR)) {
            assertThat(failures(store, SOON))
                    .allSatisfy(
                            message -> assertThat(message).startsWith("cannot ").endsWith("Connection refused"));
        }
    }

    /** The limits here are short. That the usual ones are seconds is asserted beside it. */
    @Test
    void nobodyAnswers() throws IOException {
        var limits = new Timeouts(Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ofMinutes(5));
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var store = Stores.at(URI.create("http://127.0.0.1:" + silent.getLocalPort()), limits)) {
            assertThat(failures(store, SOON))
                    .allSatisfy(message -> assertThat(message).endsWith("no answer in time"));
        }
        assertThat(Timeouts.SHORT.call()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void theKeyIsWrong() {
        var minio = RealMinio.orSkip();
        try (var store =
                S3Store.open(Stores.settings(minio.endpoint(), "images", ""), minio.accessKey(), Stores.SECRET)) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.objects().get("a", 1000))
                    .withMessage(
                            "cannot read a: store %s, bucket images: answered 403 SignatureDoesNotMatch",
                            minio.endpoint());
        }
    }

    @Test
    void theBucketIsMissing() {
        var minio = RealMinio.orSkip();
        try (var store =
                S3Store.open(Stores.settings(minio.endpoint(), "missing", ""), minio.accessKey(), minio.secretKey())) {
            List<Consumer<S3Store>> calls = List.of(
                    here -> here.objects().get("a", 1000),
                    here -> here.objects().put("a", new byte[1], new Precondition.Absent()),
                    here -> here.objects().read("a", "\"0\"", 0, 1),
                    here -> here.objects().list("a"));
            assertThat(calls)
                    .allSatisfy(call -> assertThatExceptionOfType(StoreUnavailableException.class)
                            .isThrownBy(() -> call.accept(store))
                            .withMessageEndingWith("bucket missing: answered 404 NoSuchBucket"));
        }
    }

    private static List<String> failures(S3Store store, Duration limit) {
        var start = System.nanoTime();
        var messages = new ArrayList<>(Concurrently.forEach(CALLS, call -> failure(store, call)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
        assertThat(messages)
                .allSatisfy(message -> assertThat(message)
                        .contains("bucket images")
                        .contains("http://")
                        .doesNotContain(Stores.SECRET)
                        .doesNotContain("Signature="));
        return messages;
    }

    private static String failure(S3Store store, Consumer<S3Store> call) {
        try {
            call.accept(store);
            return "nothing failed";
        } catch (StoreUnavailableException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static URI closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
