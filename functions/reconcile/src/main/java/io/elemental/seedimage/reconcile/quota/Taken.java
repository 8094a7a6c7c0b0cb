package io.elemental.seedimage.reconcile.quota;

import java.util.Optional;

/**
 * What one image takes of the store.
 *
 * @param build of its base, which others may use, too
 * @param size of base and image, in bytes
 * @param composed identity of the image, where the store has it as one object or is putting it together
 */
record Taken(String build, long size, Optional<String> composed) {

    /** An image on a base, put together by nobody. */
    Taken(String build, long size) {
        this(build, size, Optional.empty());
    }
}
