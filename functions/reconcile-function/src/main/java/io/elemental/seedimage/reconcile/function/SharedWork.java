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
 * Work that many ask for at once is done once for all who came before it began: a hundred equal events cost what two of
 * them do.
 *
 * @param <K> what says that it is the same work
 */
final class SharedWork<K> {

    /** How many may wait for the same: more are no news to anybody. */
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

    /** One time that the work is done. */
    private static final class Round {

        private final FutureTask<Outcome> work;
        private int asked;

        Round(Supplier<Outcome> work) {
            this.work = new FutureTask<>(work::get);
        }
    }

    /** What came of the work, which begins after this was called; fails as it fails. */
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

    /** Waits until the round before has ended. */
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
