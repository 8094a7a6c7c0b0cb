package io.elemental.seedimage.format;

/** A document that this version cannot read: it is newer, or not what it should be. The message names it. */
public final class UnreadableDocumentException extends RuntimeException {

    public UnreadableDocumentException(String message) {
        super(message);
    }

    public UnreadableDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
