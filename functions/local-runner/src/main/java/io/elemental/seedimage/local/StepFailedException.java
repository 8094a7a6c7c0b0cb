package io.elemental.seedimage.local;

/** A step of the round trip did not go as it must; the message says what was seen and what was expected. */
final class StepFailedException extends RuntimeException {

    StepFailedException(String message) {
        super(message);
    }
}
