package io.elemental.seedimage.overlay;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Bytes of the base, opened when they are first read. */
final class BasePiece implements Piece {

    private final BaseBytes base;
    private final ByteRange range;
    private @Nullable InputStream stream;
    private long left;

    BasePiece(BaseBytes base, ByteRange range) {
        this.base = base;
        this.range = range;
        this.left = range.length();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        if (stream == null) {
            stream = base.open(range);
        }
        var count = stream.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new BaseEndedEarlyException(range.end() - left, range);
        }
        left -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }
}
