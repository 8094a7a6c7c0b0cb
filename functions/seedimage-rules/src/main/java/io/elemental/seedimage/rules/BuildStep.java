package io.elemental.seedimage.rules;

import java.util.Optional;
import java.util.stream.Stream;

/** A step of a base's build that takes time: by its word, which is part of the API, and in plain words. */
public enum BuildStep {
    FETCH_SOURCE("FetchSource", "fetching the source"),
    UNPACK("Unpack", "unpacking the source"),
    ADD_SLOTS("AddSlots", "adding the slots"),
    SCAN_AND_HASH("ScanAndHash", "finding the slots and computing digests"),
    UPLOAD_PARTS("UploadParts", "uploading");

    private final String word;
    private final String plain;

    BuildStep(String word, String plain) {
        this.word = word;
        this.plain = plain;
    }

    /** Of a word that a builder wrote; empty where no builder of ours has such a step. */
    public static Optional<BuildStep> of(String word) {
        return Stream.of(values()).filter(step -> step.word.equals(word)).findFirst();
    }

    public String word() {
        return word;
    }

    /** What it does, to stand behind "is being built:". */
    public String plain() {
        return plain;
    }
}
