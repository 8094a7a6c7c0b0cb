package io.elemental.seedimage.rules.cluster;

import java.time.Instant;

/** What is known of one base build's process or Job. */
public sealed interface BuildState {

    record NotStarted() implements BuildState {}

    /**
     * It has what it needs.
     *
     * @param renewAt when its grant is to be replaced by a newer one
     */
    record Running(Instant renewAt) implements BuildState {

        /** With a grant that lasts. */
        public Running() {
            this(Instant.MAX);
        }
    }

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
