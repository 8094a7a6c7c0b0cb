package io.elemental.seedimage.reconcile.common;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Permits for a few at once, in the order of asking. Long work asks for a permit for each piece, so that short work
 * waits for one piece, not for all of it.
 */
public final class FairPermits {

    private final Semaphore places;

    public FairPermits(int atOnce) {
        places = new Semaphore(atOnce, true);
    }

    /** Empty when there was no permit in time, and nothing was done. */
    public <T> Optional<T> take(Duration limit, Supplier<T> work) {
        if (!comes(limit)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            places.release();
        }
    }

    private boolean comes(Duration limit) {
        try {
            return places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
