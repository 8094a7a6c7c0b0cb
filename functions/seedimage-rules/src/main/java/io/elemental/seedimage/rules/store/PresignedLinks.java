package io.elemental.seedimage.rules.store;

import java.net.URI;
import java.time.Duration;

/** URLs that open one object for a while without further credentials. They are secrets: never logged. */
public interface PresignedLinks {

    /** A download, under this file name ({@code response-content-disposition}), from the endpoint that clients see. */
    URI get(String key, String fileName, String contentType, Duration validFor);
}
