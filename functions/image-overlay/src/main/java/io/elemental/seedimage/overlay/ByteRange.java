package io.elemental.seedimage.overlay;

/**
 * A run of bytes.
 *
 * @param offset of the first byte, from the start of the image; at least 0
 * @param length in bytes; at least 0
 */
public record ByteRange(long offset, long length) {

    public ByteRange {
        if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("no range of bytes: offset %s, length %s".formatted(offset, length));
        }
    }

    /** Offset of the first byte behind the range. */
    public long end() {
        return offset + length;
    }
}
