package io.elemental.seedimage.builder;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What a server says about which state of the source it serves. */
record Validators(Optional<String> etag, Optional<String> lastModified) {

    static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    private static final String ETAG = "etag:";

    Validators {
        etag = etag.filter(tag -> tag.startsWith("\""));
    }

    /** The strong ETag; without one, the time of the last change and the length; else nothing that could be trusted. */
    Optional<String> revision(OptionalLong length) {
        if (etag.isPresent()) {
            return etag.map(tag -> ETAG + tag);
        }
        return length.isPresent()
                ? lastModified.map(time -> "modified:%s;%d".formatted(time, length.getAsLong()))
                : Optional.empty();
    }

    /** The revision of a source of which nothing but its bytes is known. */
    static String revisionOf(String sha256) {
        return "sha256:" + sha256.toLowerCase(Locale.ROOT);
    }

    /** The ETag in a revision. */
    static Optional<String> etagOf(String revision) {
        return revision.startsWith(ETAG) ? Optional.of(revision.substring(ETAG.length())) : Optional.empty();
    }

    /** What makes a range of another state impossible. */
    Optional<String> ifRange() {
        return etag.or(() -> lastModified);
    }
}
