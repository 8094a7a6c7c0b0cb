package io.elemental.seedimage.reconcile.sweep;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of one slice. Who cleans up asks before each step: when the slice is over, its lease is, too, and another
 * process may sweep.
 */
record SliceTime(Instant until, InstantSource clock) {

    boolean isLeft() {
        return clock.instant().isBefore(until);
    }

    /** Throws {@link SliceOverException} when no time is left. */
    void require() {
        if (!isLeft()) {
            throw new SliceOverException();
        }
    }
}
