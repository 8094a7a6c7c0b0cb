package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.elemental.seedimage.rules.ResourceRef;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever reaches the function may send it whatever he likes, as fast as he can: an honest event is followed all the
 * same.
 */
class FloodTest {

    private static final int SEED_IMAGES = 300;
    private static final int SENDERS = 40;

    /** Two seconds at most where it was looked at; the rest is for a machine that has more to do. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final RunningFunction function =
            new RunningFunction(Map.of("SEEDIMAGE_SWEEP_AT_START", "false", "SEEDIMAGE_SWEEP_LEAST_INTERVAL", "0s"));
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger sent = new AtomicInteger();

    @AfterEach
    void close() {
        over.set(true);
        function.close();
    }

    @Test
    void honestEventsAreFollowedBesideForgedOnes() {
        IntStream.range(0, SEED_IMAGES)
                .forEach(n -> function.seedImages.put(RunningFunction.seedImage(new ResourceRef("fleet", "n-" + n))));
        function.pause =
                Duration.ofMillis(5); // so a sweep of all takes three seconds, and an event of the registration
        IntStream.range(0, SENDERS).forEach(n -> Thread.startVirtualThread(() -> flood(n)));
        await().atMost(LIMIT).until(() -> sent.get() > 200);

        var longest = IntStream.range(0, 10)
                .mapToLong(n -> honest(new ResourceRef("fleet", "honest-" + n)))
                .max()
                .orElseThrow();

        System.out.printf("an honest event beside %s senders, %s events: %s ms%n", SENDERS, sent.get(), longest);
        assertThat(longest).isLessThan(LIMIT.toMillis());
    }

    /** Delivered as a broker does, until it was done; for how many milliseconds. */
    private long honest(ResourceRef seedImage) {
        function.seedImages.put(RunningFunction.seedImage(seedImage));
        var start = System.nanoTime();
        await().atMost(LIMIT).until(() -> post("/reconcile", "SeedImage", "fleet", seedImage.name()) == 204);
        assertThat(function.seedImages.status(seedImage)).isPresent();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private void flood(int sender) {
        while (!over.get()) {
            switch (sender % 5) {
                case 0 -> function.send("POST", "/sweep", Events.ping(), Events.bytes("{}"));
                case 1 -> post("/reconcile", "ElementalRegistration", "fleet", "rack");
                case 2 -> post("/reconcile", "SeedImage", "fleet", "never-was-" + sent.get());
                case 3 -> post("/reconcile", "SeedImage", "fleet", "n-" + random(SEED_IMAGES));
                default ->
                    post(
                            "/reconcile",
                            "Job",
                            "seedimage-system",
                            String.format(Locale.ROOT, "base-%032x-1", sent.get()));
            }
            sent.incrementAndGet();
        }
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    private int post(String path, String kind, String namespace, String name) {
        var api = kind.equals("Job") ? "batch/v1" : Events.API;
        var headers = Events.binary("dev.knative.apiserver.ref.update", api, kind, namespace, name);
        return function.send("POST", path, headers, Events.bytes("{}")).statusCode();
    }
}
