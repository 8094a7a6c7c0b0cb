package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.common.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does work once for all who asked before it began. A hundred equal events cost as much as two.
 *
 * @param <K> the key of the work; equal keys are the same work
 */
final class SharedWork<K> {

    /** How many may wait for the same work. More would learn nothing new. */
    private static final int TOGETHER = 8;

    private final int limit;
    private final Function<K, String> tenant;
    private final Map<K, Round> next = new HashMap<>();
    private final Set<K> underWay = new HashSet<>();
    private final Map<String, Integer> askingFor = new HashMap<>();
    private int asking;

    /**
     * With room for some.
     *
     * @param limit how many may ask at once; others are told to come again
     * @param tenant says for whom work is: each has room for half of the limit
     */
    SharedWork(int limit, Function<K, String> tenant) {
        this.limit = limit;
        this.tenant = tenant;
    }

    /** One run of the work. */
    private static final class Round {

        private final FutureTask<Outcome> work;
        private int asked;

        Round(Supplier<Outcome> work) {
            this.work = new FutureTask<>(work::get);
        }
    }

    /** The outcome of a run that begins after this call. Throws what the run throws. */
    Outcome done(K key, Supplier<Outcome> work) {
        var mine = new Round(work);
        var round = join(key, mine);
        if (round.isEmpty()) {
            return Outcome.LEFT_OVER;
        }
        try {
            if (round.get() == mine) {
                lead(key, mine);
            }
            return round.get().work.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("it ended badly", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.LEFT_OVER;
        } finally {
            leave(key);
        }
    }

    private synchronized Optional<Round> join(K key, Round mine) {
        var round = next.getOrDefault(key, mine);
        var mineAlready = askingFor.getOrDefault(tenant.apply(key), 0);
        if (asking == limit || mineAlready >= limit / 2 || round.asked == TOGETHER) {
            return Optional.empty();
        }
        asking++;
        askingFor.put(tenant.apply(key), mineAlready + 1);
        round.asked++;
        next.put(key, round);
        return Optional.of(round);
    }

    private synchronized void leave(K key) {
        asking--;
        askingFor.computeIfPresent(tenant.apply(key), (_, asked) -> asked == 1 ? null : asked - 1);
    }

    private void lead(K key, Round round) throws InterruptedException {
        begin(key, round);
        try {
            round.work.run();
        } finally {
            end(key);
        }
    }

    /** Waits until the previous round has ended. */
    private synchronized void begin(K key, Round round) throws InterruptedException {
        try {
            while (underWay.contains(key)) {
                wait();
            }
        } catch (InterruptedException e) { // the process ends
            round.work.cancel(false);
            throw e;
        } finally {
            next.remove(key);
        }
        underWay.add(key);
    }

    private synchronized void end(K key) {
        underWay.remove(key);
        notifyAll();
    }
}
