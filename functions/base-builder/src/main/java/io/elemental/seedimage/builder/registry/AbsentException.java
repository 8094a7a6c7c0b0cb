package io.elemental.seedimage.builder.registry;

/** A registry does not have what it was asked for; the message is one sentence. */
public final class AbsentException extends RuntimeException {

    AbsentException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
