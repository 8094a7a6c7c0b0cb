package io.elemental.seedimage.overlay;

/** Reads what stands behind the prefix of a marker. */
final class MarkerReader {

    private final String id;
    private final StringBuilder rest = new StringBuilder();
    private long start;

    MarkerReader(String id) {
        this.id = id;
    }

    /** @param start of the marker, in bytes from the start of the image */
    void begin(long start) {
        this.start = start;
        rest.setLength(0);
    }

    long start() {
        return start;
    }

    /** Takes the next byte; true when it ends the marker. */
    boolean read(byte letter) {
        if (letter == '\n') {
            return true;
        }
        if (rest.length() == Placeholder.MAX_REST) {
            throw malformed();
        }
        rest.append((char) (letter & 0xff));
        return false;
    }

    Slot slot() {
        var words = Placeholder.REST.matcher(rest);
        if (!words.matches()) {
            throw malformed();
        }
        if (!words.group(3).equals(id)) {
            throw new BadSlotsException("the slot %s at byte %s belongs to another base (id %s)"
                    .formatted(words.group(1), start, words.group(3)));
        }
        var length = Long.parseLong(words.group(2));
        if (length > Integer.MAX_VALUE || length <= Placeholder.PREFIX.length + rest.length()) {
            throw malformed();
        }
        return new Slot(words.group(1), start, (int) length);
    }

    private BadSlotsException malformed() {
        return new BadSlotsException("the slot marker at byte %s is malformed".formatted(start));
    }
}
