package io.elemental.seedimage.reconcile.common;

/** Another process wrote first, so what was read is outdated: read again and start over. */
public final class OvertakenException extends RuntimeException {

    public OvertakenException(String what) {
        super("somebody else wrote %s first".formatted(what));
    }
}
