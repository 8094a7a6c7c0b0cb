package io.elemental.seedimage.rules.store;

import java.util.Locale;

/** What a store is asked to do, and what cannot be had of one that does not. */
public enum StoreRule {
    CREATE_ONCE(
            Need.WRITING,
            "Of eight that create an object at once with If-None-Match: *, one does, the others are told."),
    REPLACE_ONCE(Need.WRITING, "Of eight that replace an object at once with If-Match, one does, the others are told."),
    COPY_RANGE(Need.REDIRECTS, "UploadPartCopy makes a part of a range of an object."),
    COPY_UNCHANGED(
            Need.REDIRECTS, "UploadPartCopy copies the object that x-amz-copy-source-if-match names, or nothing."),
    GET_LINK(Need.REDIRECTS, "A presigned link gives its object to whoever has it."),
    PART_LINK(Need.BUILDS, "A presigned link takes a part from whoever has it."),
    LIST(Need.CLEANING, "What was written is listed at once."),
    ABORT(Need.CLEANING, "An upload that was given up is gone, and its parts with it.");

    /** What a rule is for. */
    public enum Need {
        /** Without it nothing is written: two that write at once would lose what one of them wrote. */
        WRITING("everything"),
        /** Without it every image is proxied. */
        REDIRECTS("redirects"),
        BUILDS("base builds"),
        CLEANING("clean-up");

        private final String word;

        Need(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final Need need;
    private final String sentence;

    StoreRule(Need need, String sentence) {
        this.need = need;
        this.sentence = sentence;
    }

    public Need need() {
        return need;
    }

    public String sentence() {
        return sentence;
    }

    /** The word for it in documents and tables, say "create-once". */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
