package io.elemental.seedimage.rules;

/** A name, word or number from outside that is not what it should be; the message is one sentence for its author. */
public final class InvalidInputException extends RuntimeException {

    public InvalidInputException(String message) {
        super(message);
    }
}
