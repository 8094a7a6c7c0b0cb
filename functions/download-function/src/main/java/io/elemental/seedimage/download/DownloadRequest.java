package io.elemental.seedimage.download;

import io.elemental.seedimage.download.clients.Clients;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.download.ImageRequest;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an image, as it came in.
 *
 * @param registration whose images are asked for
 * @param seedImage a name, in the registration's namespace
 * @param authorization value of the header that carries the registration token; null where there is none
 * @param client a word for who asks, see {@link Clients}
 */
record DownloadRequest(
        ResourceRef registration,
        ResourceRef seedImage,
        @Nullable String authorization,
        String client,
        ImageRequest image) {

    /** Without the token. */
    @Override
    public String toString() {
        return "DownloadRequest[%s of %s, %s]".formatted(seedImage, registration, image);
    }
}
