package io.elemental.seedimage.reconcile;

/** The bucket's prefix belongs to another cluster. */
public final class InstallationTakenException extends RuntimeException {

    public InstallationTakenException(String message) {
        super(message);
    }
}
