package io.elemental.seedimage.builder;

/** The program was not started as it must be; the message is one sentence. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}
