package io.elemental.seedimage.builder.common;

import java.time.Duration;

/**
 * How many bytes a source must send at least in every window of time, so that none keeps a build busy by dripping.
 *
 * @param bytesPerSecond on the average of a window, above 0
 */
public record LeastRate(long bytesPerSecond, Duration window) {

    /**
     * Half a megabit per second: a tenth of what a slow DSL line brings, and 1 GiB in 4.6 hours. A minute, because
     * connections that work are silent for some seconds now and then, and those that are silent for longer are lost.
     */
    static final LeastRate USUAL = new LeastRate(64 * 1024, Duration.ofSeconds(60));

    /** How many bytes a window must bring. */
    public long bytes() {
        return bytesPerSecond * window.toMillis() / 1000;
    }

    Duration timeFor(long bytes) {
        return Duration.ofSeconds(bytes / bytesPerSecond);
    }
}
