package io.elemental.seedimage.builder.common;

/** Something outside failed that may work later; the message is one sentence that names it. */
public final class TryAgainException extends RuntimeException {

    public TryAgainException(String message) {
        super(message);
    }
}
