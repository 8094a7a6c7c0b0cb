package io.elemental.seedimage.builder.common;

import java.time.Duration;

/**
 * How long the outside may take.
 *
 * @param connect for one connection
 * @param answer until the header of an answer is there, names and redirects included
 * @param attempts one after another without progress
 * @param firstPause before the second attempt; each further one is twice as long, up to 10 s
 * @param rate of a source, while an answer's bytes come
 * @param step what a step may take beside the time for its bytes
 */
public record Timeouts(
        Duration connect, Duration answer, int attempts, Duration firstPause, LeastRate rate, Duration step) {

    public static final Timeouts USUAL = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            6,
            Duration.ofMillis(500),
            LeastRate.USUAL,
            Duration.ofMinutes(2));

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Of a disk, per second: none that would do for a build is slower, even a network's that many share. */
    private static final long DISK_BYTES = 2 * 1024 * 1024;

    /** @param failed how many attempts failed in a row, at least 1 */
    Duration pause(int failed) {
        var pause = firstPause.multipliedBy(1L << Math.min(failed - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** When the fetching of so many bytes, begun now, must have ended, all attempts and pauses included. */
    public Deadline toFetch(long bytes) {
        return Deadline.in(step.plus(rate.timeFor(bytes)));
    }

    /** When a step that reads or writes so many bytes of a disk, begun now, must have ended. */
    public Deadline toRead(long bytes) {
        return Deadline.in(step.plusSeconds(bytes / DISK_BYTES));
    }
}
