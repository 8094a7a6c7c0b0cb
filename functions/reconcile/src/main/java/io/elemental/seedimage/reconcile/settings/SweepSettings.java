package io.elemental.seedimage.reconcile.settings;

import java.time.Duration;

/**
 * How the sweep works, and what it leaves.
 *
 * @param slice how long one call works
 * @param grace how old an object is at least that is deleted because nothing points to it
 * @param baseRetention how long a base is kept that no SeedImage uses
 * @param cacheLimit how many bytes bases may take before unused ones go earlier; 0 is no limit
 * @param leastInterval how long there is no other sweep after one has ended, whoever asks for it
 */
public record SweepSettings(
        Duration slice, Duration grace, Duration baseRetention, long cacheLimit, Duration leastInterval) {

    /** What is right for most: unused bases stay a week, since the next image of their fleet is instant then. */
    public static final SweepSettings DEFAULT = new SweepSettings(
            Duration.ofSeconds(45), Duration.ofHours(1), Duration.ofDays(7), 0, Duration.ofSeconds(30));
}
