package io.elemental.seedimage.rules.cluster;

import java.time.Duration;
import java.time.Instant;

/**
 * What a builder is given, for a time.
 *
 * @param document the grant document: secrets
 * @param renewAt when it is to be replaced by a newer one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BuildGrant(byte[] document, Instant renewAt) {

    private static final int RENEWALS = 3;

    /** Less would be work without end where what signs lives on for a moment only. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    /**
     * A grant that is renewed at a third of its life, so that two renewals may fail.
     *
     * @param life how long everything in it is good
     */
    public static BuildGrant living(byte[] document, Duration life, Instant now) {
        var third = life.dividedBy(RENEWALS);
        return new BuildGrant(document, now.plus(third.compareTo(LEAST) < 0 ? LEAST : third));
    }

    @Override
    public String toString() {
        return "BuildGrant";
    }
}
