package io.elemental.seedimage.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code images/<identity>/overlay.json}: immutable; holds the registration token, as the image does.
 *
 * @param size of the image in bytes
 * @param sha256 of the image's bytes; null where it was not known yet when the overlay was written
 */
public record OverlayDocument(
        String identity,
        String namespace,
        String registration,
        String registrationUid,
        String build,
        long size,
        @Nullable String sha256,
        String type,
        String platform,
        String fileName,
        List<SegmentDocument> segments) {

    /** Bytes at an offset: the content, then newlines up to the length. */
    @SuppressWarnings("ArrayRecordComponent") // written and read as base64, never compared
    public record SegmentDocument(long offset, int length, byte[] content) {}

    @Override
    public String toString() {
        return "OverlayDocument[%s]".formatted(identity);
    }
}
