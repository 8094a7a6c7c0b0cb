package io.elemental.seedimage.reconcile.common;

/** Whether a piece of work fit into its time. */
public enum Outcome {
    DONE,
    /** Time was over: the same call goes on where this one ended. */
    LEFT_OVER
}
