package io.elemental.seedimage.reconcile.common;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Of a time that many SeedImages have together, one has a third: it goes on another time, and others come first. */
public record TimeShare(Duration whole, InstantSource clock) {

    private static final int SHARES = 3;

    /** When one that begins now has to end. */
    public Instant until(Instant all) {
        var mine = clock.instant().plus(whole.dividedBy(SHARES));
        return mine.isBefore(all) ? mine : all;
    }
}
