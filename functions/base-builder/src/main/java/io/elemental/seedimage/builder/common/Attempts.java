package io.elemental.seedimage.builder.common;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts attempts that failed in a row, and waits between them. */
public final class Attempts {

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
        failed++;
        return failed < timeouts.attempts() && pause();
    }

    private boolean pause() {
        try {
            return !new CountDownLatch(1).await(timeouts.pause(failed).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
