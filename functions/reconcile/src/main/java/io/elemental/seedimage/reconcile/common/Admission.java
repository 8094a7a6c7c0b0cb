package io.elemental.seedimage.reconcile.common;

import java.util.regex.Pattern;

/** Whether a build may begin. */
public sealed interface Admission {

    /** The build may begin; it takes a place of this namespace. */
    record Go(String namespace) implements Admission {}

    /** The build waits; one sentence says for what. */
    record Wait(String sentence) implements Admission {

        private static final Pattern SENTENCES =
                Pattern.compile("[0-9]+ builds? (is|are) before this one\\.|[0-9]+ builds of this namespace wait .*");

        public static Wait behind(int builds) {
            return new Wait(
                    builds == 1 ? "1 build is before this one." : "%s builds are before this one.".formatted(builds));
        }

        /** The build waits, but the queue has no room to note it. */
        public static Wait behindTooMany(int builds) {
            return new Wait("%s builds of this namespace wait already; this one is looked at again in a few minutes."
                    .formatted(builds));
        }

        /** Whether this sentence is about a waiting build. */
        public static boolean said(String sentence) {
            return SENTENCES.matcher(sentence).matches();
        }
    }
}
