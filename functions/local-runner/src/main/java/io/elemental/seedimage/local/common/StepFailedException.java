package io.elemental.seedimage.local.common;

/** A step of the round trip did not go as it must; the message says what was seen and what was expected. */
public final class StepFailedException extends RuntimeException {

    public StepFailedException(String message) {
        super(message);
    }
}
