package io.elemental.seedimage.rules.store;

import java.util.Locale;

/** What a store is asked to do, and what cannot be had of one that does not. */
public enum StoreRule {
    CREATE_ONCE(
            StoreNeed.WRITING,
            "Of eight that create an object at once with If-None-Match: *, one does, the others are told."),
    REPLACE_ONCE(
            StoreNeed.WRITING, "Of eight that replace an object at once with If-Match, one does, the others are told."),
    COPY_RANGE(StoreNeed.REDIRECTS, "UploadPartCopy makes a part of a range of an object."),
    COPY_UNCHANGED(
            StoreNeed.REDIRECTS, "UploadPartCopy copies the object that x-amz-copy-source-if-match names, or nothing."),
    GET_LINK(StoreNeed.REDIRECTS, "A presigned link gives its object to whoever has it."),
    PART_LINK(StoreNeed.BUILDS, "A presigned link takes a part from whoever has it."),
    LIST(StoreNeed.CLEANING, "What was written is listed at once."),
    ABORT(StoreNeed.CLEANING, "An upload that was given up is gone, and its parts with it.");

    private final StoreNeed need;
    private final String sentence;

    StoreRule(StoreNeed need, String sentence) {
        this.need = need;
        this.sentence = sentence;
    }

    public StoreNeed need() {
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
