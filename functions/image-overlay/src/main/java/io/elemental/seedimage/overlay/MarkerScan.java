package io.elemental.seedimage.overlay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the slots of a base in its bytes, which come in any portions; keeps nothing but the marker it is in. */
final class MarkerScan {

    private enum Place {
        OUTSIDE,
        MARKER,
        PADDING
    }

    private final Map<String, SlotSpec> missing = new HashMap<>();
    private final MarkerReader reader;
    private final List<Slot> found = new ArrayList<>();
    private Place place = Place.OUTSIDE;
    private int matched;
    private long position;

    MarkerScan(List<SlotSpec> slots, String id) {
        slots.forEach(slot -> missing.put(slot.name(), slot));
        reader = new MarkerReader(id);
    }

    /** The slots found so far, in the order of their offsets. */
    List<Slot> found() {
        return List.copyOf(found);
    }

    void update(byte[] buffer, int offset, int length) {
        var end = offset + length;
        for (var at = offset; at < end; ) {
            var next = switch (place) {
                case OUTSIDE -> outside(buffer, at, end);
                case MARKER -> marker(buffer[at], at);
                case PADDING -> padding(buffer, at, end);
            };
            position += next - at;
            at = next;
        }
    }

    /** Says that the base ends here. */
    List<Slot> finish() {
        if (place != Place.OUTSIDE) {
            throw new BadSlotsException(
                    "the slot at byte %s is cut short: the image ends at byte %s".formatted(reader.start(), position));
        }
        if (!missing.isEmpty()) {
            throw new BadSlotsException("the image of %s bytes has no slot %s"
                    .formatted(
                            position,
                            String.join(", ", missing.keySet().stream().sorted().toList())));
        }
        return found();
    }

    /** The prefix's first byte occurs in it only once, so that what does not go on can only begin anew. */
    private int outside(byte[] buffer, int from, int end) {
        var at = from;
        while (at < end) {
            if (matched == 0) {
                at = skip(buffer, at, end);
                if (at == end) {
                    return at;
                }
            }
            if (buffer[at] == Placeholder.PREFIX[matched]) {
                matched++;
            } else {
                matched = buffer[at] == Placeholder.FIRST ? 1 : 0;
            }
            at++;
            if (matched == Placeholder.PREFIX.length) {
                matched = 0;
                reader.begin(position + (at - from) - Placeholder.PREFIX.length);
                place = Place.MARKER;
                return at;
            }
        }
        return at;
    }

    /** Most bytes begin no marker; this loop is nearly all that a scan costs. */
    private static int skip(byte[] buffer, int from, int end) {
        var at = from;
        while (at < end && buffer[at] != Placeholder.FIRST) {
            at++;
        }
        return at;
    }

    private int marker(byte letter, int at) {
        if (reader.read(letter)) {
            var slot = reader.slot();
            var wanted = missing.remove(slot.name());
            if (wanted == null) {
                throw new BadSlotsException(unexpected(slot));
            }
            if (wanted.length() != slot.length()) {
                throw new BadSlotsException("the slot %s at byte %s has %s bytes instead of %s"
                        .formatted(slot.name(), slot.offset(), slot.length(), wanted.length()));
            }
            found.add(slot);
            place = Place.PADDING;
        }
        return at + 1;
    }

    private String unexpected(Slot slot) {
        return found.stream()
                .filter(earlier -> earlier.name().equals(slot.name()))
                .findFirst()
                .map(earlier -> "the image has the slot %s twice, at byte %s and at byte %s"
                        .formatted(slot.name(), earlier.offset(), slot.offset()))
                .orElseGet(() -> "the image has a slot %s at byte %s that it should not have"
                        .formatted(slot.name(), slot.offset()));
    }

    private int padding(byte[] buffer, int from, int end) {
        var slot = found.getLast();
        var left = slot.range().end() - position;
        var stop = (int) Math.min(end, from + left);
        for (var at = from; at < stop; at++) {
            if (buffer[at] != '\n') {
                throw new BadSlotsException(spoilt(slot, position + (at - from), buffer[at]));
            }
        }
        if (stop - from == left) {
            place = Place.OUTSIDE;
        }
        return stop;
    }

    private static String spoilt(Slot slot, long position, byte letter) {
        return letter == Placeholder.FIRST
                ? "the slot %s at byte %s overlaps something else at byte %s"
                        .formatted(slot.name(), slot.offset(), position)
                : String.format(
                        Locale.ROOT,
                        "the slot %s at byte %s has 0x%02x instead of a newline at byte %s",
                        slot.name(),
                        slot.offset(),
                        letter,
                        position);
    }
}
