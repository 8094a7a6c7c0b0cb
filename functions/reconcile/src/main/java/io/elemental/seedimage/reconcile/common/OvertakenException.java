package io.elemental.seedimage.reconcile.common;

/** Somebody else wrote first, so what was read counts no longer: read again and start over. */
public final class OvertakenException extends RuntimeException {

    public OvertakenException(String what) {
        super("somebody else wrote %s first".formatted(what));
    }
}
