package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.elemental.seedimage.reconcile.common.Outcome;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hundred equal events cost what two do. */
class SharedWorkTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final SharedWork<String> work = new SharedWork<>(20, key -> key.split(" ", 2)[0]);
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

    @AfterEach
    void open() {
        open.countDown();
    }

    @Test
    void isDoneOnceForAllWhoCameBeforeItBegan() {
        ask("a", 1);
        await().atMost(LIMIT).until(() -> runs.get() == 1);

        ask("a", 100);

        await().atMost(LIMIT).until(() -> outcomes.size() == 92);
        assertThat(outcomes).containsOnly(Outcome.LEFT_OVER); // eight wait for the second round
        open.countDown();
        await().atMost(LIMIT).until(() -> outcomes.size() == 101);
        assertThat(outcomes.stream().filter(Outcome.DONE::equals)).hasSize(9);
        assertThat(runs).hasValue(2);
    }

    @Test
    void whatIsDifferentDoesNotWaitForEachOther() {
        ask("a", 1);
        await().atMost(LIMIT).until(() -> runs.get() == 1);

        assertThat(work.done("b", () -> Outcome.DONE)).isEqualTo(Outcome.DONE);
    }

    @Test
    void moreThanThereIsRoomForAreToComeAgain() {
        IntStream.range(0, 20).forEach(n -> ask(n + " key", 1));
        await().atMost(LIMIT).until(() -> runs.get() == 20);

        assertThat(work.done("another", () -> Outcome.DONE)).isEqualTo(Outcome.LEFT_OVER);
        open.countDown();
        await().atMost(LIMIT).until(() -> outcomes.size() == 20);
        assertThat(work.done("another", () -> Outcome.DONE)).isEqualTo(Outcome.DONE);
    }

    @Test
    void oneTenantHasHalfOfTheRoom() {
        IntStream.range(0, 10).forEach(n -> ask("crowd " + n, 1));
        await().atMost(LIMIT).until(() -> runs.get() == 10);

        assertThat(work.done("crowd 10", () -> Outcome.DONE)).isEqualTo(Outcome.LEFT_OVER);
        assertThat(work.done("honest 1", () -> Outcome.DONE)).isEqualTo(Outcome.DONE);
        open.countDown();
        await().atMost(LIMIT).until(() -> outcomes.size() == 10);
        assertThat(work.done("crowd 10", () -> Outcome.DONE)).isEqualTo(Outcome.DONE);
    }

    @Test
    void failsAsTheWorkFailsAndIsTriedAnew() {
        assertThatThrownBy(() -> work.done("a", () -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");

        assertThat(work.done("a", () -> Outcome.DONE)).isEqualTo(Outcome.DONE);
    }

    private void ask(String key, int times) {
        IntStream.range(0, times)
                .forEach(_ -> Thread.startVirtualThread(() -> outcomes.add(work.done(key, this::run))));
    }

    private Outcome run() {
        runs.incrementAndGet();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Outcome.DONE;
    }
}
