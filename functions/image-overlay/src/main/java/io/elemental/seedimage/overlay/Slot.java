package io.elemental.seedimage.overlay;

/**
 * A placeholder file in a base.
 *
 * @param offset from the start of the image, in bytes
 * @param length in bytes
 */
public record Slot(String name, long offset, int length) {

    public ByteRange range() {
        return new ByteRange(offset, length);
    }
}
