package io.elemental.seedimage.reconcile.sweep;

/** The slice ended before all was done; the next one goes on. */
final class SliceOverException extends RuntimeException {

    SliceOverException() {
        super("the slice is over", null, false, false);
    }
}
