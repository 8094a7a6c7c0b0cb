package io.elemental.seedimage.reconcile.settings;

import java.time.Duration;

/**
 * How the sweep works, and what it keeps.
 *
 * @param slice how long one call works
 * @param grace how old an object must be to be deleted when nothing points to it
 * @param baseRetention how long an unused base is kept
 * @param cacheLimit how many bytes all bases may have before unused ones are deleted earlier; 0 is no limit
 * @param leastInterval the shortest time from the end of a sweep to the next one, whoever asks for it
 */
public record SweepSettings(
        Duration slice, Duration grace, Duration baseRetention, long cacheLimit, Duration leastInterval) {

    /** Right for most. Unused bases stay for a week, so that the next image of their fleet needs no build. */
    public static final SweepSettings DEFAULT = new SweepSettings(
            Duration.ofSeconds(45), Duration.ofHours(1), Duration.ofDays(7), 0, Duration.ofSeconds(30));
}
