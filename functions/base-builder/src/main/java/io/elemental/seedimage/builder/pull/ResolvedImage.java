package io.elemental.seedimage.builder.pull;

import io.elemental.seedimage.builder.registry.Descriptor;
import java.util.List;
import java.util.Optional;

/**
 * An image for one platform.
 *
 * @param digests of what its reference names, then of each manifest on the way to the platform's, which is the last
 * @param other the platform that it says it is for, if it is the only one there and says another one
 */
record ResolvedImage(List<String> digests, List<Descriptor> layers, Optional<String> other) {

    /** The digest of the platform's manifest. */
    public String digest() {
        return digests.getLast();
    }
}
