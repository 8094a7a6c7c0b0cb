package io.elemental.seedimage.overlay;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What makes an image of a base: segments in the order of their offsets, apart from each other, inside the base. */
public final class ImageOverlay {

    private static final byte[] NOTHING = "# nothing here\n".getBytes(StandardCharsets.US_ASCII);

    private final long size;
    private final List<Segment> segments;

    private ImageOverlay(long size, List<Segment> segments) {
        this.size = size;
        this.segments = segments;
    }

    /**
     * Checks and sorts; {@link IllegalArgumentException} when segments overlap or lie outside.
     *
     * @param size of the base in bytes
     */
    public static ImageOverlay of(long size, List<Segment> segments) {
        var sorted = segments.stream()
                .sorted(Comparator.comparingLong(Segment::offset))
                .toList();
        var end = 0L;
        for (var segment : sorted) {
            if (segment.offset() < end || segment.range().end() > size) {
                throw new IllegalArgumentException(
                        "the segment of %s bytes at %s overlaps another or ends behind byte %s"
                                .formatted(segment.length(), segment.offset(), size));
            }
            end = segment.range().end();
        }
        return new ImageOverlay(size, sorted);
    }

    /**
     * Fills the slots of a base; one without content gets a comment line.
     *
     * @param contents by the names of slots; {@link ContentTooLargeException} when one does not fit,
     *     {@link IllegalArgumentException} when the base has no such slot
     */
    public static ImageOverlay fill(PreparedBase base, Map<String, byte[]> contents) {
        var unknown = new HashSet<>(contents.keySet());
        base.slots().forEach(slot -> unknown.remove(slot.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("base %s has no slot %s".formatted(base.build(), unknown));
        }
        return of(
                base.size(),
                base.slots().stream()
                        .map(slot -> segment(slot, contents.getOrDefault(slot.name(), NOTHING)))
                        .toList());
    }

    /** Of the base, and so of the image, in bytes. */
    public long size() {
        return size;
    }

    public List<Segment> segments() {
        return segments;
    }

    private static Segment segment(Slot slot, byte[] content) {
        if (content.length > slot.length()) {
            throw new ContentTooLargeException(slot, content.length);
        }
        return new Segment(slot.offset(), slot.length(), content);
    }
}
