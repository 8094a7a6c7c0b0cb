package io.elemental.seedimage.overlay;

import java.io.IOException;

/** A run of an image's bytes that come from one place. */
sealed interface Piece permits BasePiece, SegmentPiece {

    /** Reads at least one byte into the buffer, unless none are left: then -1. */
    int read(byte[] buffer, int offset, int length) throws IOException;

    void close() throws IOException;
}
