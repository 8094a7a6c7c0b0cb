package io.elemental.seedimage.builder.common;

import java.time.Duration;

/**
 * When something must have ended.
 *
 * @param limit how long that was from the beginning
 */
public record Deadline(Duration limit, long endNanos) {

    /** Longer than any Job may run; the clock counts no more than 292 years. */
    private static final Duration LONGEST = Duration.ofDays(30);

    public static Deadline in(Duration wanted) {
        var limit = wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
        return new Deadline(limit, System.nanoTime() + limit.toNanos());
    }

    public boolean isOver() {
        return endNanos - System.nanoTime() <= 0;
    }

    /** At least a millisecond, as for what is tried once more. */
    public Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, endNanos - System.nanoTime()));
    }

    /** Says that a disk was too slow for a step. */
    public void requireTime(String step) {
        if (isOver()) {
            throw new TryAgainException("%s was given up after %s s: the disk of the scratch folder is too slow."
                    .formatted(step, limit.toSeconds()));
        }
    }
}
