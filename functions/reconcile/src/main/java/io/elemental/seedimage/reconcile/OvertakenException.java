package io.elemental.seedimage.reconcile;

/** Somebody else wrote first, so what was read counts no longer: read again and start over. */
final class OvertakenException extends RuntimeException {

    OvertakenException(String what) {
        super("somebody else wrote %s first".formatted(what));
    }
}
