package io.elemental.seedimage.builder.common;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts attempts that failed in a row, and waits between them. */
public final class Attempts {

    /** A build that waits takes others' place. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Timeouts timeouts;
    private int failed;

    public Attempts(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    /** Says that the last attempt came nearer to the end: the count begins anew. */
    public void progressed() {
        failed = 0;
    }

    /** Says that an attempt failed: waits, and returns true, when there shall be another. */
    public boolean another() {
        return another(Duration.ZERO);
    }

    /**
     * As {@link #another()}, after a time that the other side asked for.
     *
     * @param wanted of which at most a minute is waited for
     */
    public boolean another(Duration wanted) {
        failed++;
        return failed < timeouts.attempts() && pause(wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted);
    }

    private boolean pause(Duration least) {
        var usual = timeouts.pause(failed);
        var pause = usual.compareTo(least) > 0 ? usual : least;
        try {
            return !new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
