package io.elemental.seedimage.overlay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The file that keeps a slot free in a base: a line that names the slot, the marker, then newlines. */
public final class Placeholder {

    /** What every marker begins with, and nothing else may. */
    static final byte[] PREFIX = "# elemental-seedimage-slot v1 name=".getBytes(StandardCharsets.US_ASCII);

    /** The first byte of the prefix, which occurs in it only once. */
    static final byte FIRST = '#';

    /** The rest of the longest marker, in bytes. */
    static final int MAX_REST = 128;

    /** The rest of a marker, without its newline: name, length, id. */
    static final Pattern REST = Pattern.compile("([a-z0-9-]{1,63}) length=([1-9][0-9]{0,9}) id=([0-9a-f]{32})");

    private Placeholder() {}

    /**
     * Exactly as many bytes as the slot is to have.
     *
     * @param id 32 hex digits, the same for all slots of a base
     */
    public static byte[] of(SlotSpec slot, String id) {
        var rest = "%s length=%s id=%s".formatted(slot.name(), slot.length(), id);
        if (!REST.matcher(rest).matches() || PREFIX.length + rest.length() >= slot.length()) {
            throw new IllegalArgumentException("no marker: name=" + rest);
        }
        var file = new byte[slot.length()];
        Arrays.fill(file, (byte) '\n');
        System.arraycopy(PREFIX, 0, file, 0, PREFIX.length);
        System.arraycopy(rest.getBytes(StandardCharsets.US_ASCII), 0, file, PREFIX.length, rest.length());
        return file;
    }
}
