package io.elemental.seedimage.reconcile.settings;

import java.time.Duration;

/**
 * When a build is tried again whose failure says nothing of its source: soon, then after twice the time, and so on.
 *
 * @param first pause
 * @param longest pause
 */
public record BuildRetries(Duration first, Duration longest) {

    /** After 1, 2, 4, 8, 16, 32, 60, 60 ... minutes. */
    public static final BuildRetries DEFAULT = new BuildRetries(Duration.ofMinutes(1), Duration.ofMinutes(60));

    /** Longer than any pause, in doublings of a second. */
    private static final int MOST_DOUBLINGS = 30;

    /**
     * How long to wait before the next attempt.
     *
     * @param failures how many attempts failed in a row, from 1
     */
    public Duration pause(int failures) {
        var doubled = first.multipliedBy(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
