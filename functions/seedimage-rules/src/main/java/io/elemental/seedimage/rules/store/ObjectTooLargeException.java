package io.elemental.seedimage.rules.store;

/** An object that was to be read whole has more bytes than its reader takes. Its content is not known. */
public final class ObjectTooLargeException extends RuntimeException {

    /** @param size in bytes, or as far as it was read */
    public ObjectTooLargeException(String key, long size, int limit) {
        super("%s has %s bytes; the limit is %s".formatted(key, size, limit));
    }
}
