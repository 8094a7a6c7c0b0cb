package io.elemental.seedimage.format;

import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.overlay.digest.DigestState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a builder leaves behind ({@code bases/<build>/result.json}).
 *
 * @param outcome "prepared", "unchanged" or "refused"
 * @param message one sentence, when refused
 * @param size in bytes; 0 unless prepared
 * @param layout how the builder lays slots into images; null: as {@link ManifestDocument#FIRST_LAYOUT} does
 * @param notes what whoever uses the base should know, each a sentence about it without subject and full stop; null:
 *     nothing
 */
public record ResultDocument(
        String build,
        String outcome,
        @Nullable String message,
        @Nullable String revision,
        long size,
        @Nullable String sha256,
        List<Slot> slots,
        @Nullable DigestState digestState,
        List<ByteRange> zeroExtents,
        List<PartDocument> parts,
        @Nullable Integer layout,
        @Nullable List<String> notes) {

    /** One of the first layout, with nothing to note. */
    public ResultDocument(
            String build,
            String outcome,
            @Nullable String message,
            @Nullable String revision,
            long size,
            @Nullable String sha256,
            List<Slot> slots,
            @Nullable DigestState digestState,
            List<ByteRange> zeroExtents,
            List<PartDocument> parts) {
        this(build, outcome, message, revision, size, sha256, slots, digestState, zeroExtents, parts, null, null);
    }

    public record PartDocument(int number, long size, String etag) {}
}
