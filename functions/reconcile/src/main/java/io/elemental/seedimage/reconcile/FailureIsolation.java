package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.common.Outage;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.common.Remembered;
import io.elemental.seedimage.rules.OneLine;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Work at one SeedImage of many: what fails with it alone is counted and passed over, since the sweep comes back to it;
 * an outage is nobody's own, and is thrown.
 */
final class FailureIsolation {

    private static final Logger LOG = LoggerFactory.getLogger(FailureIsolation.class);
    private static final int REMEMBERED = 1000;

    /** So often in a row a call that fails with one SeedImage alone is tried again before the sweep comes. */
    private static final int RETRIES = 2;

    private final Outage outage;
    private final Consumer<String> ownFailures;
    private final Remembered<ResourceRef, Integer> inARow = new Remembered<>(REMEMBERED);

    /** @param ownFailures told the exception's name at every failure that is a SeedImage's own */
    FailureIsolation(Outage outage, Consumer<String> ownFailures) {
        this.outage = outage;
        this.ownFailures = ownFailures;
    }

    /** Outages are thrown: what a second, trivial call of the same server fails with, too. */
    Outcome run(ResourceRef seedImage, Supplier<Outcome> work) {
        return guarded(seedImage, () -> {
            var outcome = work.get();
            inARow.forget(seedImage);
            return outcome;
        });
    }

    /** The same for other work, which has a result; empty when it failed. */
    <T> Optional<T> result(ResourceRef seedImage, Supplier<T> work) {
        var result = new AtomicReference<Optional<T>>(Optional.empty());
        var _ = guarded(seedImage, () -> {
            result.set(Optional.of(work.get()));
            return Outcome.DONE;
        });
        return result.get();
    }

    private Outcome guarded(ResourceRef seedImage, Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (ClusterRefusedException | OvertakenException e) { // no rights in its namespace, or another is at it
            var _ = count(seedImage, e, Level.WARN);
            return Outcome.DONE;
        } catch (StoreUnavailableException e) {
            return unless(outage.ofStore(), seedImage, e);
        } catch (ClusterUnavailableException e) {
            return unless(outage.ofCluster(), seedImage, e);
        } catch (RuntimeException | StackOverflowError e) { // a bug, or content that nobody can read
            var _ = count(seedImage, e, Level.ERROR);
            return Outcome.DONE;
        }
    }

    private Outcome unless(boolean outage, ResourceRef seedImage, RuntimeException problem) {
        if (outage) {
            throw problem;
        }
        return count(seedImage, problem, Level.WARN) <= RETRIES ? Outcome.LEFT_OVER : Outcome.DONE;
    }

    private int count(ResourceRef seedImage, Throwable problem, Level level) {
        var times = inARow.get(seedImage).orElse(0) + 1;
        inARow.put(seedImage, times);
        ownFailures.accept(problem.getClass().getSimpleName());
        LOG.atLevel(level)
                .addKeyValue("seedImage", seedImage)
                .addKeyValue("problem", OneLine.of(problem.getMessage()))
                .addKeyValue("times", times)
                .setCause(level == Level.ERROR ? problem : null) // the others say it all
                .log("cannot be reconciled");
        return times;
    }
}
