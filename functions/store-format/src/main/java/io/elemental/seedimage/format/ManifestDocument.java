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
 * @param layout how its builder laid the slots into it, for whoever looks for what is wrong with a base: bases of every
 *     layout are used; null: {@link #FIRST_LAYOUT}
 * @param notes what whoever uses it should know, each a sentence about it without subject and full stop; null: nothing
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
        @Nullable Instant withdrawnAt,
        @Nullable Integer layout,
        @Nullable List<String> notes) {

    /** That of all bases which do not say theirs. */
    public static final int FIRST_LAYOUT = 1;

    /** One of the first layout, with nothing to note. */
    public ManifestDocument(
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
        this(
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
                condemnedAt,
                withdrawnAt,
                null,
                null);
    }

    /** The layout, also of a base that does not say it. */
    public int layoutNumber() {
        return layout == null ? FIRST_LAYOUT : layout;
    }

    /** The notes; none of a base without. */
    public List<String> toldNotes() {
        return notes == null ? List.of() : notes;
    }

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
                withdrawn,
                layout,
                notes);
    }
}
