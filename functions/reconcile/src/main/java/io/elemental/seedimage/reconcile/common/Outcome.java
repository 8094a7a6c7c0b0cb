package io.elemental.seedimage.reconcile.common;

/** Whether work was finished in its time. */
public enum Outcome {
    DONE,
    /** Time ran out; the same call continues where this one ended. */
    LEFT_OVER
}
