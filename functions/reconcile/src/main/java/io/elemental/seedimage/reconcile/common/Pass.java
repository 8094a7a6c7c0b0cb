package io.elemental.seedimage.reconcile.common;

import java.time.Instant;
import java.util.Optional;

/** The outcome of one pass over a SeedImage. */
public sealed interface Pass {

    /** There is more to do now. */
    record Again() implements Pass {}

    /** All is done, or waits for something. Says when to look again, if not only at the next change. */
    record Settled(Optional<Instant> lookAgain) implements Pass {}
}
