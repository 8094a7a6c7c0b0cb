package io.elemental.seedimage.reconcile.common;

/** Why a SeedImage is looked at. */
public enum Reason {
    /** Something changed: only what follows from that is written, or each report would lead to the next. */
    CHANGE,
    /** The clock asks: how far a build is is told, too, and what is said to be in the store is looked for there. */
    PERIODIC
}
