package io.elemental.seedimage.overlay;

import java.util.Arrays;

/**
 * Bytes that lie over a base: the content, then newlines.
 *
 * @param offset from the start of the image, in bytes
 * @param length in bytes; at least the content's
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Segment(long offset, int length, byte[] content) {

    public Segment {
        if (content.length > length) {
            throw new IllegalArgumentException(
                    "a segment of %s bytes cannot hold %s".formatted(length, content.length));
        }
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    public ByteRange range() {
        return new ByteRange(offset, length);
    }

    /** Copies bytes of the segment, the first of them {@code from} bytes behind the segment's start. */
    void copy(int from, byte[] target, int targetOffset, int count) {
        var ofContent = Math.clamp((long) content.length - from, 0, count);
        System.arraycopy(content, Math.min(from, content.length), target, targetOffset, ofContent);
        Arrays.fill(target, targetOffset + ofContent, targetOffset + count, (byte) '\n');
    }

    @Override
    public String toString() {
        return "Segment[%s bytes at %s]".formatted(length, offset); // the content holds a token
    }
}
