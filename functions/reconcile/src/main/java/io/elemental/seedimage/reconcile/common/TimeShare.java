package io.elemental.seedimage.reconcile.common;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Divides time that many SeedImages share: one gets a third at most, and continues another time. */
public record TimeShare(Duration whole, InstantSource clock) {

    private static final int SHARES = 3;

    /** When work that begins now must end. */
    public Instant until(Instant all) {
        var mine = clock.instant().plus(whole.dividedBy(SHARES));
        return mine.isBefore(all) ? mine : all;
    }
}
