package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.LeastRate;

/** Watches one answer: whether each window of time brought as many bytes as it must. */
final class Pace {

    private final LeastRate rate;
    private long windowStart;
    private long atStart;

    /** @param nanos now, by any clock that always goes on */
    Pace(LeastRate rate, long nanos) {
        this.rate = rate;
        this.windowStart = nanos;
    }

    /** @param bytes that have come in all */
    void check(long bytes, long nanos) throws TooSlowException {
        if (nanos - windowStart < rate.window().toNanos()) {
            return;
        }
        if (bytes - atStart < rate.bytes()) {
            throw new TooSlowException(bytes - atStart, rate);
        }
        windowStart = nanos;
        atStart = bytes;
    }
}
