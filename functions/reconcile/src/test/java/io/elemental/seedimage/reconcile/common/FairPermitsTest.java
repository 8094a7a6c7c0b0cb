package io.elemental.seedimage.reconcile.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever asks for much has turns between those of others. */
class FairPermitsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final CountDownLatch over = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        over.countDown();
    }

    @Test
    void oneHasHalfOfThePlaces() {
        var permits = new FairPermits(4);
        hold(permits, "a", 2);

        assertThat(permits.take("a", AT_ONCE, () -> 1)).isEmpty();
        assertThat(permits.take("b", AT_ONCE, () -> 1)).contains(1);

        hold(permits, "b", 2);
        assertThat(permits.take("c", AT_ONCE, () -> 1)).isEmpty();
    }

    @Test
    void turnsGoRound() {
        var permits = new FairPermits(1);
        hold(permits, "a", 1);
        List.of("a1", "a2", "a3", "b1", "b2", "c1").forEach(piece -> waits(permits, piece));

        over.countDown();

        Awaitility.await().atMost(LIMIT).until(() -> begun.size() == 7);
        assertThat(begun).containsExactly("a", "a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void whoeverWaitsNoLongerTakesNoPlaceAlong() {
        var permits = new FairPermits(2);
        hold(permits, "a", 1);
        IntStream.range(0, 5)
                .forEach(_ -> assertThat(permits.take("a", Duration.ofMillis(1), () -> 1))
                        .isEmpty());

        over.countDown();

        assertThat(permits.take("a", LIMIT, () -> 1)).contains(1);
        assertThat(permits.take(
                        "b", AT_ONCE, () -> permits.take("c", AT_ONCE, () -> 1).isPresent()))
                .contains(true);
    }

    @Test
    void workThatFailsGivesItsPlaceBack() {
        var permits = new FairPermits(1);
        Runnable fails = () -> permits.take("a", AT_ONCE, () -> {
            throw new IllegalStateException("no");
        });

        IntStream.range(0, 3).forEach(_ -> assertThatIllegalStateException().isThrownBy(fails::run));

        assertThat(permits.take("b", AT_ONCE, () -> 1)).contains(1);
    }

    /** Takes places until it is over. */
    private void hold(FairPermits permits, String who, int places) {
        var before = begun.size();
        IntStream.range(0, places).forEach(_ -> start(permits, who, who));
        Awaitility.await().atMost(LIMIT).until(() -> begun.size() == before + places);
    }

    /** Asks, and is in its line when this returns. */
    private void waits(FairPermits permits, String piece) {
        var thread = start(permits, piece.substring(0, 1), piece);
        Awaitility.await().atMost(LIMIT).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    private Thread start(FairPermits permits, String who, String piece) {
        return Thread.startVirtualThread(() -> permits.take(who, LIMIT, () -> {
            begun.add(piece);
            return await();
        }));
    }

    private boolean await() {
        try {
            over.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
