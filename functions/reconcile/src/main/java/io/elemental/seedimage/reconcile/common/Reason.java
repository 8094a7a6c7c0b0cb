package io.elemental.seedimage.reconcile.common;

/** Why a SeedImage is looked at. */
public enum Reason {
    /**
     * Something changed. Only what follows from the change is written; otherwise each report would cause the next
     * event.
     */
    CHANGE,
    /** The clock asks. Progress of builds is reported, too, and objects of the store are checked. */
    PERIODIC
}
