package io.elemental.seedimage.local.common;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another process does, by looking. */
public final class Await {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /** Looks until there is something to see; empty when the time is over. */
    public static <T> Optional<T> until(Duration limit, Supplier<Optional<T>> look) {
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            var seen = look.get();
            if (seen.isPresent() || System.nanoTime() - end >= 0) {
                return seen;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
