package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Has eight write one object at the same moment: a store that looks first and writes then lets more than one win. */
record S3WriteRace(S3Bucket bucket, String key) {

    private static final int WRITERS = 8;
    private static final int ROUNDS = 4;

    /** Who lost is told that it is there, that another write came in between, or that it is gone. */
    private static final Set<Integer> LOST = Set.of(404, 409, 412);

    /** Of those that create it, one may win. What happened instead. */
    Optional<String> create() {
        return rounds("If-None-Match: *", () -> {
            delete();
            return put -> put.ifNoneMatch("*");
        });
    }

    /** The same, of those that replace it. */
    Optional<String> replace() {
        return rounds("If-Match", () -> {
            var etag = write((byte) -1, _ -> {}).value().orElse("");
            return put -> put.ifMatch(etag);
        });
    }

    private Optional<String> rounds(String condition, Supplier<Consumer<PutObjectRequest.Builder>> begin) {
        var won = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var answers = race(begin.get());
            var refused = answers.stream()
                    .filter(answer -> !answer.done() && !LOST.contains(answer.status()))
                    .findFirst();
            if (refused.isPresent()) {
                return refused.get().problem("PUT with " + condition);
            }
            var winners = answers.stream().filter(HttpAnswer::done).count();
            if (winners > 1) {
                return Optional.of("of %s that wrote an object at once with %s, %s were told that they did"
                        .formatted(WRITERS, condition, winners));
            }
            won += Math.toIntExact(winners);
        }
        // A lost answer is asked for again, and then the winner is told that it lost: once, but not each time.
        return won > 0
                ? Optional.empty()
                : Optional.of("of %s that wrote an object at once with %s, none could".formatted(WRITERS, condition));
    }

    private List<HttpAnswer<String>> race(Consumer<PutObjectRequest.Builder> condition) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> CompletableFuture.supplyAsync(
                            () -> {
                                awaiting(start);
                                return write((byte) writer, condition);
                            },
                            threads))
                    .toList();
            start.countDown();
            var answers = new ArrayList<HttpAnswer<String>>();
            running.forEach(one -> answers.add(join(one)));
            return answers;
        }
    }

    private static <T> T join(CompletableFuture<T> one) {
        try {
            return one.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailableException outage ? outage : e;
        }
    }

    private static void awaiting(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpAnswer<String> write(byte content, Consumer<PutObjectRequest.Builder> condition) {
        return HttpAnswer.of(
                bucket,
                "write " + key,
                () -> bucket.client()
                        .putObject(
                                request -> request.bucket(bucket.name())
                                        .key(bucket.fullKey(key))
                                        .applyMutation(condition),
                                RequestBody.fromBytes(new byte[] {content}))
                        .eTag());
    }

    private void delete() {
        new S3Objects(bucket).delete(key);
    }
}
