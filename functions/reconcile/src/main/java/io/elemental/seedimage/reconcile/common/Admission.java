package io.elemental.seedimage.reconcile.common;

import java.util.regex.Pattern;

/** Whether a build may begin. */
public sealed interface Admission {

    /** It may; this namespace's turn it is. */
    record Go(String namespace) implements Admission {}

    /** It waits; one sentence for what. */
    record Wait(String sentence) implements Admission {

        private static final Pattern SENTENCES =
                Pattern.compile("[0-9]+ builds? (is|are) before this one\\.|[0-9]+ builds of this namespace wait .*");

        public static Wait behind(int builds) {
            return new Wait(
                    builds == 1 ? "1 build is before this one." : "%d builds are before this one.".formatted(builds));
        }

        /** It is not even noted that it waits. */
        public static Wait behindTooMany(int builds) {
            return new Wait("%d builds of this namespace wait already; this one is looked at again in some minutes."
                    .formatted(builds));
        }

        /** Whether this was said of a build that waits. */
        public static boolean said(String sentence) {
            return SENTENCES.matcher(sentence).matches();
        }
    }
}
