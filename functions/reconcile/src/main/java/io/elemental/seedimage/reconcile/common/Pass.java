package io.elemental.seedimage.reconcile.common;

import java.time.Instant;
import java.util.Optional;

/** What one pass over a SeedImage leaves. */
public sealed interface Pass {

    /** There is more to do now. */
    record Again() implements Pass {}

    /** All is done, or waits for something; when to look again, if not only at the next change. */
    record Settled(Optional<Instant> lookAgain) implements Pass {}
}
