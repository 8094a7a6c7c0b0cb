package io.elemental.seedimage.overlay;

/** Bytes of a segment. */
final class SegmentPiece implements Piece {

    private final Segment segment;
    private int at;
    private int left;

    /** @param from first byte, from the start of the segment */
    SegmentPiece(Segment segment, int from, int length) {
        this.segment = segment;
        this.at = from;
        this.left = length;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        var count = Math.min(length, left);
        segment.copy(at, buffer, offset, count);
        at += count;
        left -= count;
        return count;
    }

    @Override
    public void close() {}
}
