package io.elemental.seedimage.rules.store;

/** What must be so for a write to happen. */
public sealed interface Precondition {

    /** The key must be free ({@code If-None-Match: *}). */
    record Absent() implements Precondition {}

    /** The object must still have this ETag ({@code If-Match}). */
    record Unchanged(String etag) implements Precondition {}

    /** Whatever is there is replaced. */
    record None() implements Precondition {}
}
