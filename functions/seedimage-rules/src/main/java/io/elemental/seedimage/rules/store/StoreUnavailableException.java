package io.elemental.seedimage.rules.store;

/** The object store did not answer, or not as a store does: trying again later may help. */
public final class StoreUnavailableException extends RuntimeException {

    /** The message names endpoint, bucket and action; never a presigned URL or a key of the store's owner. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailableException(String message) {
        super(message);
    }
}
