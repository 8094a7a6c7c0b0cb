package io.elemental.seedimage.builder.common;

/** The program was not started as it must be; the message is one sentence. */
public final class UsageException extends RuntimeException {

    public UsageException(String message) {
        super(message);
    }
}
