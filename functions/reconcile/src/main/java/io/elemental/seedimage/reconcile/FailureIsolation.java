package io.elemental.seedimage.reconcile;

import com.github.benmanes.caffeine.cache.Cache;
import io.elemental.seedimage.reconcile.common.Outage;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.common.Remembered;
import io.elemental.seedimage.rules.OneLine;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Works on one SeedImage of many. A failure of this SeedImage alone is counted and passed over: the sweep comes back to
 * it. An outage concerns all, and is thrown.
 */
final class FailureIsolation {

    private static final Logger LOG = LoggerFactory.getLogger(FailureIsolation.class);
    private static final int REMEMBERED = 1000;

    /** How often in a row a failing call of one SeedImage is tried again, before it waits for the sweep. */
    private static final int RETRIES = 2;

    private final Outage outage;
    private final Consumer<String> ownFailures;
    private final Cache<ResourceRef, Integer> inARow = Remembered.of(REMEMBERED);

    /** @param ownFailures hears the exception's name at every failure of one SeedImage alone */
    FailureIsolation(Outage outage, Consumer<String> ownFailures) {
        this.outage = outage;
        this.ownFailures = ownFailures;
    }

    /** Throws outages. A failure is an outage when a second, trivial call of the same server fails, too. */
    Outcome run(ResourceRef seedImage, Supplier<Outcome> work) {
        return guarded(seedImage, () -> {
            var outcome = work.get();
            inARow.invalidate(seedImage);
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
        var times = Objects.requireNonNullElse(inARow.getIfPresent(seedImage), 0) + 1;
        inARow.put(seedImage, times);
        ownFailures.accept(problem.getClass().getSimpleName());
        LOG.atLevel(level)
                .addKeyValue("seedImage", seedImage)
                .addKeyValue("problem", OneLine.of(problem.getMessage()))
                .addKeyValue("times", times)
                .setCause(level == Level.ERROR ? problem : null) // the message of the others says it all
                .log("cannot be reconciled");
        return times;
    }
}
