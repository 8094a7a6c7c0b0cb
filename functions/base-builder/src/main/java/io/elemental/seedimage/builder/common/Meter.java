package io.elemental.seedimage.builder.common;

import io.elemental.seedimage.rules.BuildStep;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes one step has done. */
public final class Meter implements AutoCloseable {

    private static final double MEGA = 1e6;
    private static final double NANOS = 1e9;
    private static final int PERCENT = 100;

    private final BuildStep step;
    private final Progress progress;
    private final long started = System.nanoTime();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong total;

    Meter(BuildStep step, long total, Progress progress) {
        this.step = step;
        this.total = new AtomicLong(total);
        this.progress = progress;
    }

    /** By its word. */
    public String step() {
        return step.word();
    }

    public long bytes() {
        return bytes.get();
    }

    /** Since the step began. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** In bytes, never less than are done: xorriso rounds up what it writes. 0: unknown. */
    public long total() {
        return total.get() == 0 ? 0 : Math.max(total.get(), bytes());
    }

    public void set(long count) {
        bytes.set(count);
    }

    /**
     * Counts bytes that are done.
     *
     * @param count may be negative: bytes that must be done again
     */
    public void add(long count) {
        bytes.addAndGet(count);
    }

    public void total(long count) {
        total.set(count);
    }

    /** "FetchSource: 734003200 of 1073741824 bytes (68 %), 104.9 MB/s". */
    String running() {
        var done = bytes();
        var all = total() == 0 ? 0 : Math.max(total(), done);
        var share = all == 0 ? " bytes" : " of %s bytes (%s %%)".formatted(all, done * PERCENT / all);
        return "%s: %s%s, %s".formatted(step(), done, share, rate());
    }

    /** "FetchSource: 1073741824 bytes in 10.2 s, 104.9 MB/s". */
    String ended() {
        return String.format(Locale.ROOT, "%s: %d bytes in %.1f s, %s", step(), bytes(), seconds(), rate());
    }

    /** Says that the step has ended. */
    @Override
    public void close() {
        progress.end(this);
    }

    private String rate() {
        return String.format(Locale.ROOT, "%.1f MB/s", bytes() / MEGA / Math.max(seconds(), 1e-3));
    }

    private double seconds() {
        return (System.nanoTime() - started) / NANOS;
    }
}
