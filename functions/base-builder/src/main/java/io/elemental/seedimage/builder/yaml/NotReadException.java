package io.elemental.seedimage.builder.yaml;

/** A document that the boot tool would not read; the message goes on from a colon. */
final class NotReadException extends RuntimeException {

    NotReadException(String message) {
        super(message);
    }
}
