package io.elemental.seedimage.rules.store;

/** The object that was to be read is not the one that was meant: it is gone, or its ETag is another one. */
public final class ObjectChangedException extends RuntimeException {

    public ObjectChangedException(String message) {
        super(message);
    }
}
