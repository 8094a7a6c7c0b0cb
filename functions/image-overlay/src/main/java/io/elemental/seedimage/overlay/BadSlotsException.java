package io.elemental.seedimage.overlay;

/** A base does not have its slots as it must; the message is one sentence that says what was found where. */
public final class BadSlotsException extends RuntimeException {

    BadSlotsException(String message) {
        super(message);
    }
}
