package io.elemental.seedimage.format;

import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.overlay.PreparedBase;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.overlay.digest.DigestState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code bases/<build>/manifest.json}: exists if and only if the base is complete.
 *
 * @param size in bytes
 * @param objectETag what every read of the base's object must match
 * @param condemnedAt when the sweep saw that nobody uses it
 * @param withdrawnAt set: a tombstone, the base is being deleted and nobody may use it any longer
 */
public record ManifestDocument(
        String build,
        String source,
        @Nullable String revision,
        String platform,
        String type,
        long size,
        String sha256,
        String objectETag,
        List<Slot> slots,
        DigestState digestState,
        List<ByteRange> zeroExtents,
        Instant createdAt,
        @Nullable Instant condemnedAt,
        @Nullable Instant withdrawnAt) {

    public PreparedBase base() {
        return new PreparedBase(build, size, sha256, slots, digestState);
    }

    /** The same base with other marks, which are all that ever changes. */
    public ManifestDocument marked(@Nullable Instant unusedSince, @Nullable Instant withdrawn) {
        return new ManifestDocument(
                build,
                source,
                revision,
                platform,
                type,
                size,
                sha256,
                objectETag,
                slots,
                digestState,
                zeroExtents,
                createdAt,
                unusedSince,
                withdrawn);
    }
}
