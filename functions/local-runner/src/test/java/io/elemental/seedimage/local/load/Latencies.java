package io.elemental.seedimage.local.load;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Times, in order. */
public final class Latencies {

    private final long[] nanos;

    private Latencies(LongStream nanos) {
        this.nanos = nanos.sorted().toArray();
    }

    public static Latencies of(LongStream nanos) {
        return new Latencies(nanos);
    }

    public static Latencies together(List<Latencies> parts) {
        return new Latencies(parts.stream().flatMapToLong(part -> Arrays.stream(part.nanos)));
    }

    public int count() {
        return nanos.length;
    }

    /**
     * In milliseconds.
     *
     * @param share of the times that are no longer, such as 0.99
     */
    public double percentile(double share) {
        var index = (int) Math.ceil(share * nanos.length) - 1;
        return nanos[Math.max(0, index)] / 1e6;
    }
}
