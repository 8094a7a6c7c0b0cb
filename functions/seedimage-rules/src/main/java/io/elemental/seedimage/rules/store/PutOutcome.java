package io.elemental.seedimage.rules.store;

/** What became of a conditional write. */
public sealed interface PutOutcome {

    record Written(String etag) implements PutOutcome {}

    /** Somebody else wrote first: read again and start over. */
    record Conflict() implements PutOutcome {}
}
