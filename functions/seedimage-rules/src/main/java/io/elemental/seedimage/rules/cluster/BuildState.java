package io.elemental.seedimage.rules.cluster;

/** What is known of one base build's process or Job. */
public sealed interface BuildState {

    record NotStarted() implements BuildState {}

    record Running() implements BuildState {}

    /** It ended well; its result lies in the store. */
    record Succeeded() implements BuildState {}

    /**
     * It ended badly.
     *
     * @param message the last sentence it said
     * @param again whether that says nothing of its source, so that trying again may help
     */
    record Failed(String reason, String message, boolean again) implements BuildState {

        /** A failure that would come again. */
        public Failed(String reason, String message) {
            this(reason, message, false);
        }
    }

    /** It is being deleted: wait. */
    record Terminating() implements BuildState {}
}
