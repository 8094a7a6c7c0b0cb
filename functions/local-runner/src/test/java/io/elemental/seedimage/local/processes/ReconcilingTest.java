package io.elemental.seedimage.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReconcilingTest {

    private static final ResourceRef A = new ResourceRef("fleet", "a");
    private static final ResourceRef B = new ResourceRef("fleet", "b");

    private final BlockingQueue<ResourceRef> seen = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @Test
    void looksAtEverythingAtStartAndWhenAsked() throws InterruptedException {
        try (var reconciling = reconciling()) {
            reconciling.start(this::settled);
            assertThat(List.of(next(), next())).containsExactly(A, B);

            reconciling.look();
            assertThat(List.of(next(), next())).containsExactly(A, B);
        }
    }

    /** Nothing tells of a key's Secret that was replaced. */
    @Test
    void looksFromTimeToTimeWithoutBeingAsked() throws InterruptedException {
        assertThat(Reconciling.PERIOD).isEqualTo(Duration.ofSeconds(30));
        try (var reconciling = reconciling()) {
            reconciling.start(this::settled, Duration.ofMillis(20));

            assertThat(List.of(next(), next(), next(), next(), next(), next())).containsExactly(A, B, A, B, A, B);
        }
    }

    @Test
    void looksAgainWhenItIsTime() throws InterruptedException {
        Function<ResourceRef, Optional<Instant>> soon = ref -> {
            seen.add(ref);
            return ref.equals(B) && seen.size() < 4 ? Optional.of(Instant.now().plusMillis(50)) : Optional.empty();
        };
        try (var reconciling = reconciling()) {
            reconciling.start(soon);

            assertThat(List.of(next(), next(), next(), next())).containsExactly(A, B, A, B);
        }
    }

    @Test
    void oneThatCannotBeReconciledDoesNotStopTheOthersAndIsTriedAgain() throws InterruptedException {
        var tries = new AtomicInteger();
        Function<ResourceRef, Optional<Instant>> failing = ref -> {
            if (ref.equals(A) && tries.incrementAndGet() == 1) {
                throw new StoreUnavailableException("the store at http://127.0.0.1:1 does not answer");
            }
            return settled(ref);
        };
        try (var reconciling = reconciling()) {
            reconciling.start(failing);

            assertThat(List.of(next(), next(), next())).containsExactly(B, A, B);
        }
        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("Trying again soon: the store at http://127.0.0.1:1 does not answer\n");
    }

    /** As it is before a store was tried for the first time. */
    @Test
    void aStoreThatIsAwayBeforeTheFirstLookIsAskedAgain() throws InterruptedException {
        var tries = new AtomicInteger();
        try (var reconciling = new Reconciling(
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new StoreUnavailableException("the store at http://127.0.0.1:1 does not answer");
                    }
                    return List.of(A);
                },
                new Terminal(new PrintStream(terminal, true, StandardCharsets.UTF_8)),
                InstantSource.system())) {
            reconciling.start(this::settled);

            assertThat(next()).isEqualTo(A);
        }
        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("Trying again soon: the store at http://127.0.0.1:1 does not answer\n");
    }

    @Test
    void whatIsAskedForManyTimesMeanwhileIsDoneOnce() throws InterruptedException {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var passes = new AtomicInteger();
        Function<ResourceRef, Optional<Instant>> slow = ref -> {
            if (ref.equals(A)) {
                passes.incrementAndGet();
                entered.countDown();
                awaitQuietly(leave);
            }
            return settled(ref);
        };
        try (var reconciling = reconciling()) {
            reconciling.start(slow);
            assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
            for (var ask = 0; ask < 100; ask++) {
                reconciling.look();
            }
            leave.countDown();
            assertThat(List.of(next(), next(), next(), next())).containsExactly(A, B, A, B);
            assertThat(seen.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
        assertThat(passes).hasValue(2);
    }

    /** The moment between the end of a look and the plan for the next one, reached through the clock. */
    @Test
    void aLookThatIsAskedForWhileTheNextOneIsPlannedIsNotPutOff() throws InterruptedException {
        var asks = new AtomicReference<Runnable>(() -> {});
        var reads = new AtomicInteger();
        InstantSource clock = () -> {
            if (reads.getAndIncrement() == 0) {
                asks.get().run();
            }
            return Instant.now();
        };
        Function<ResourceRef, Optional<Instant>> dueInAnHour = ref -> {
            seen.add(ref);
            return Optional.of(Instant.now().plus(Duration.ofHours(1)));
        };
        try (var reconciling = reconciling(clock)) {
            asks.set(reconciling::look);
            reconciling.start(dueInAnHour);

            assertThat(List.of(next(), next(), next(), next())).containsExactly(A, B, A, B);
        }
    }

    private Optional<Instant> settled(ResourceRef ref) {
        seen.add(ref);
        return Optional.empty();
    }

    private ResourceRef next() throws InterruptedException {
        return Optional.ofNullable(seen.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    private Reconciling reconciling() {
        return reconciling(InstantSource.system());
    }

    private Reconciling reconciling(InstantSource clock) {
        return new Reconciling(
                () -> List.of(A, B), new Terminal(new PrintStream(terminal, true, StandardCharsets.UTF_8)), clock);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
