package io.elemental.seedimage.reconcile.common;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A few at once, and those who ask take turns, each for one piece of what it has to do: however many pieces one of them
 * asks for, it has half of the places, and everybody else has a turn before its next one.
 */
public final class FairPermits {

    private final int places;
    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();

    /** Pieces that wait, by whose they are; whose turn comes next is first. */
    private final Map<String, Deque<CountDownLatch>> lines = new LinkedHashMap<>();

    public FairPermits(int atOnce) {
        places = atOnce;
        most = Math.max(1, atOnce / 2);
    }

    /** Empty when no turn came in time, and nothing was done. */
    public <T> Optional<T> take(String who, Duration limit, Supplier<T> work) {
        if (!comes(who, limit)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            give(who);
        }
    }

    private boolean comes(String who, Duration limit) {
        var turn = ask(who);
        try {
            var _ = turn.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !leave(who, turn);
    }

    private synchronized CountDownLatch ask(String who) {
        var turn = new CountDownLatch(1);
        lines.computeIfAbsent(who, _ -> new ArrayDeque<>()).add(turn);
        next();
        return turn;
    }

    /** False when its turn has come. */
    private synchronized boolean leave(String who, CountDownLatch turn) {
        if (turn.getCount() == 0) {
            return false;
        }
        lines.computeIfPresent(who, (_, line) -> line.remove(turn) && line.isEmpty() ? null : line);
        return true;
    }

    private synchronized void give(String who) {
        taken.computeIfPresent(who, (_, pieces) -> pieces == 1 ? null : pieces - 1);
        next();
    }

    /** Lets in who may come; whoever had a turn is last. */
    private void next() {
        for (var who = due(); who.isPresent(); who = due()) {
            taken.merge(who.get(), 1, Integer::sum);
            var line = Optional.ofNullable(lines.remove(who.get())).orElseThrow();
            line.removeFirst().countDown();
            if (!line.isEmpty()) {
                lines.put(who.get(), line);
            }
        }
    }

    private Optional<String> due() {
        return taken.values().stream().mapToInt(Integer::intValue).sum() < places
                ? lines.keySet().stream()
                        .filter(who -> taken.getOrDefault(who, 0) < most)
                        .findFirst()
                : Optional.empty();
    }
}
