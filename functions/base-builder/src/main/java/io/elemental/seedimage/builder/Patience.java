package io.elemental.seedimage.builder;

import java.time.Duration;

/**
 * How long the outside may take.
 *
 * @param connect for one connection
 * @param stall without a byte for this long, a connection is given up
 * @param attempts one after another without progress
 * @param firstPause before the second attempt; each further one is twice as long, up to 10 s
 */
record Patience(Duration connect, Duration stall, int attempts, Duration firstPause) {

    static final Patience USUAL =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), 6, Duration.ofMillis(500));

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** @param failed how many attempts failed in a row, at least 1 */
    Duration pause(int failed) {
        var pause = firstPause.multipliedBy(1L << Math.min(failed - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
