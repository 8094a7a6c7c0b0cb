package io.elemental.seedimage.rules.cluster;

/** What is known of one base build's process or Job. */
public sealed interface BuildState {

    record NotStarted() implements BuildState {}

    record Running() implements BuildState {}

    /** It ended well; its result lies in the store. */
    record Succeeded() implements BuildState {}

    /** It ended badly; the last sentence it said. */
    record Failed(String reason, String message) implements BuildState {}

    /** It is being deleted: wait. */
    record Terminating() implements BuildState {}
}
