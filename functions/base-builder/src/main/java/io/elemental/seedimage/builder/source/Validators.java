package io.elemental.seedimage.builder.source;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What a server says about which state of the source it serves. */
record Validators(Optional<String> etag, Optional<String> lastModified) {

    static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    private static final String ETAG = "etag:";

    private static final String UNVERIFIED = "unverified:";

    /** What can be said again in a request, and in a revision: 400 letters, which no honest server comes near. */
    private static final String PLAIN = "[ -~]{1,400}";

    Validators {
        etag = etag.filter(tag -> tag.startsWith("\"") && tag.matches(PLAIN));
        lastModified = lastModified.filter(time -> time.matches(PLAIN));
    }

    /** The strong ETag; without one, the time of the last change and the length; else nothing that could be trusted. */
    Optional<String> revision(OptionalLong length) {
        if (etag.isPresent()) {
            return etag.map(tag -> ETAG + tag);
        }
        return length.isPresent()
                ? lastModified.map(time -> "modified:%s;%s".formatted(time, length.getAsLong()))
                : Optional.empty();
    }

    /** The revision of a source of which nothing but its bytes is known. */
    static String revisionOf(String sha256) {
        return "sha256:" + sha256.toLowerCase(Locale.ROOT);
    }

    /**
     * The revision of bytes that came in pieces which only the server's word holds together. It is none that a later
     * build would find unchanged: that one fetches the source once more.
     */
    static String unverified(String revision) {
        return UNVERIFIED + revision;
    }

    /** The ETag in a revision. */
    static Optional<String> etagOf(String revision) {
        return revision.startsWith(ETAG)
                ? Optional.of(revision.substring(ETAG.length())).filter(tag -> tag.matches(PLAIN))
                : Optional.empty();
    }

    /** What makes a range of another state impossible. */
    Optional<String> ifRange() {
        return etag.or(() -> lastModified);
    }
}
