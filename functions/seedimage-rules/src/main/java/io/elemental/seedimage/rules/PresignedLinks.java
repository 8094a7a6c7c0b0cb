package io.elemental.seedimage.rules;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** URLs that open one object for a while without further credentials. They are secrets: never logged. */
public interface PresignedLinks {

    /** A download, under this file name ({@code response-content-disposition}), from the endpoint that clients see. */
    URI get(String key, String fileName, String contentType, Duration validFor);

    /** A download from the endpoint that the cluster sees, for the builder. */
    URI source(String key, Duration validFor);

    /** PEM of who vouches for that endpoint; null: the authorities that everybody trusts. */
    default @Nullable String authorities() {
        return null;
    }

    URI put(String key, Duration validFor);

    URI putPart(String key, String uploadId, int number, Duration validFor);
}
