package io.elemental.seedimage.overlay;

import java.io.InputStream;
import java.util.ArrayDeque;

/** A base with an overlay, read as one image. */
public final class OverlaidImage {

    private final BaseBytes base;
    private final ImageOverlay overlay;

    public OverlaidImage(BaseBytes base, ImageOverlay overlay) {
        this.base = base;
        this.overlay = overlay;
    }

    /** In bytes. */
    public long size() {
        return overlay.size();
    }

    /**
     * Exactly the bytes of a range of the image; reading fails with {@link BaseEndedEarlyException} where the base
     * lacks some. The base is opened once for each of its parts, when its turn comes. Closing closes that at once.
     */
    public InputStream open(ByteRange range) {
        if (range.end() > size()) {
            throw new IllegalArgumentException("bytes up to %s of an image of %s".formatted(range.end(), size()));
        }
        var pieces = new ArrayDeque<Piece>();
        var at = range.offset();
        for (var segment : overlay.segments()) {
            var over = segment.range();
            if (over.end() <= at || over.offset() >= range.end()) {
                continue;
            }
            if (over.offset() > at) {
                pieces.add(ofBase(at, over.offset()));
                at = over.offset();
            }
            var end = Math.min(over.end(), range.end());
            pieces.add(new SegmentPiece(segment, (int) (at - over.offset()), (int) (end - at)));
            at = end;
        }
        if (at < range.end()) {
            pieces.add(ofBase(at, range.end()));
        }
        return new PiecewiseStream(pieces);
    }

    private Piece ofBase(long from, long to) {
        return new BasePiece(base, new ByteRange(from, to - from));
    }
}
