package io.elemental.seedimage.builder.registry;

import java.util.List;

/**
 * An image for one platform.
 *
 * @param digests of what its reference names, then of each manifest on the way to the platform's, which is the last
 */
public record ResolvedImage(List<String> digests, List<Descriptor> layers) {

    /** The digest of the platform's manifest. */
    public String digest() {
        return digests.getLast();
    }
}
