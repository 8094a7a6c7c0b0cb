package io.elemental.seedimage.rules.store;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * URLs of a builder's grant, at the endpoint that the cluster sees; secrets, never logged. Whoever has one can add
 * headers that nobody signed, so each opens whatever the key that signed it opens: keys of grants open little else.
 */
public interface GrantLinks {

    /** What documents are: their URLs take them under no other type. */
    String DOCUMENT_TYPE = "application/json";

    /** A GET of an object. */
    URI source(String key, Duration validFor);

    /** A PUT of a document, with {@link #DOCUMENT_TYPE} as its content type. */
    URI document(String key, Duration validFor);

    /**
     * A PUT of one part of an upload.
     *
     * @param length that the part must have, in bytes
     */
    URI part(String key, String uploadId, int number, long length, Duration validFor);

    /** A PUT of the one part whose length nobody knows before: the last one. */
    URI lastPart(String key, String uploadId, int number, Duration validFor);

    /** How long a URL that is signed now is good, where this long is wanted: what signs it may live shorter. */
    default Duration validFor(Duration wanted) {
        return wanted;
    }

    /** PEM of who vouches for that endpoint; null: the authorities that everybody trusts. */
    default @Nullable String authorities() {
        return null;
    }
}
