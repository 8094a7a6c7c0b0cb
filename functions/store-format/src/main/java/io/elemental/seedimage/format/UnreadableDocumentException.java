package io.elemental.seedimage.format;

/**
 * A document that this version cannot read: it is newer, or not what it should be. The message names it, and the field.
 */
public final class UnreadableDocumentException extends RuntimeException {

    public UnreadableDocumentException(String message) {
        super(message);
    }
}
