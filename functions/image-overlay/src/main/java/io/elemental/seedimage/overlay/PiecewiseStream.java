package io.elemental.seedimage.overlay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Queue;

/** Pieces one after the other. Not for use by several threads. */
final class PiecewiseStream extends InputStream {

    private final Queue<Piece> pieces;

    PiecewiseStream(Queue<Piece> pieces) {
        this.pieces = pieces;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        while (!pieces.isEmpty()) {
            var count = pieces.element().read(buffer, offset, length);
            if (count >= 0) {
                return count;
            }
            pieces.remove().close();
        }
        return -1;
    }

    /** Only the piece that is being read is open. */
    @Override
    public void close() throws IOException {
        var current = pieces.peek();
        pieces.clear();
        if (current != null) {
            current.close();
        }
    }
}
