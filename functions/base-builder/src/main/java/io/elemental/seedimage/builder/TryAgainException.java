package io.elemental.seedimage.builder;

/** Something outside failed that may work later; the message is one sentence that names it. */
final class TryAgainException extends RuntimeException {

    TryAgainException(String message) {
        super(message);
    }
}
