package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.overlay.Segment;
import io.elemental.seedimage.rules.store.MultipartUploads;
import java.util.ArrayList;
import java.util.List;

/**
 * Of which parts the store makes one object of an image: what lies over the base is uploaded, all else copied.
 *
 * @param parts in their order, without gaps; every one but the last has at least 5 MiB
 */
record CompositionPlan(List<PlannedPart> parts) {

    private static final long SMALLEST = MultipartUploads.MIN_PART_SIZE;
    private static final long LARGEST_COPY = 512L * 1024 * 1024;
    private static final long LARGEST_UPLOAD = 16L * 1024 * 1024;

    /** A part of the image: bytes of the base, or bytes that have to be sent. */
    sealed interface PlannedPart {

        ByteRange range();

        record Copy(ByteRange range) implements PlannedPart {}

        record Upload(ByteRange range) implements PlannedPart {}
    }

    CompositionPlan {
        parts = List.copyOf(parts);
    }

    static CompositionPlan of(ImageOverlay overlay) {
        var parts = new ArrayList<PlannedPart>();
        var at = 0L;
        for (var sent : sent(overlay)) {
            addCopies(at, sent.offset(), parts);
            addUploads(sent, parts);
            at = sent.end();
        }
        addCopies(at, overlay.size(), parts);
        return new CompositionPlan(parts);
    }

    /** What is sent: each run long enough to be a part, and far enough from the next for a copied part in between. */
    private static List<ByteRange> sent(ImageOverlay overlay) {
        var runs = new ArrayList<ByteRange>();
        var from = -1L;
        var to = 0L;
        for (var segment : overlay.segments().stream().map(Segment::range).toList()) {
            if (from < 0) {
                from = segment.offset() < SMALLEST ? 0 : segment.offset();
            } else if (segment.offset() - to >= SMALLEST) {
                runs.add(new ByteRange(from, to - from));
                from = segment.offset();
            }
            to = Math.min(Math.max(Math.max(to, segment.end()), from + SMALLEST), overlay.size());
        }
        if (from >= 0) {
            runs.add(new ByteRange(from, to - from));
        } else if (overlay.size() < SMALLEST) {
            runs.add(new ByteRange(0, overlay.size()));
        }
        return runs;
    }

    private static void addCopies(long from, long to, List<PlannedPart> parts) {
        pieces(from, to, LARGEST_COPY).forEach(range -> parts.add(new PlannedPart.Copy(range)));
    }

    private static void addUploads(ByteRange sent, List<PlannedPart> parts) {
        pieces(sent.offset(), sent.end(), LARGEST_UPLOAD).forEach(range -> parts.add(new PlannedPart.Upload(range)));
    }

    /** As few pieces as can be, of nearly equal length: so none is too short unless the whole is. */
    private static List<ByteRange> pieces(long from, long to, long largest) {
        var count = Math.ceilDiv(to - from, largest);
        var pieces = new ArrayList<ByteRange>();
        var at = from;
        for (var left = count; left > 0; left--) {
            var length = Math.ceilDiv(to - at, left);
            pieces.add(new ByteRange(at, length));
            at += length;
        }
        return pieces;
    }
}
