package io.elemental.seedimage.builder.slots;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * An entry of a folder in an ISO (ECMA-119 9.1).
 *
 * @param sector where it begins, counted from the start of its file system
 * @param size in bytes
 * @param name Rock Ridge's, "" without one
 */
record IsoEntry(long sector, long size, int flags, String name) {

    /** An entry is at least as long, in bytes. */
    static final int LEAST = 34;

    private static final int FOLDER = 2;
    private static final int GOES_ON = 0x80;

    /** SUSP's fields behind the ISO name: two letters, length, version. */
    private static final int FIELD = 4;

    private static final short NAME = 'N' | 'M' << 8;

    boolean isFolder() {
        return (flags & FOLDER) != 0;
    }

    /** A file in one piece. */
    boolean isWholeFile() {
        return (flags & (FOLDER | GOES_ON)) == 0;
    }

    /** @param entry little-endian or not, at least {@link #LEAST} bytes */
    static IsoEntry of(ByteBuffer entry) {
        var bytes = entry.order(ByteOrder.LITTLE_ENDIAN);
        return new IsoEntry(
                Integer.toUnsignedLong(bytes.getInt(2)),
                Integer.toUnsignedLong(bytes.getInt(10)),
                bytes.get(25),
                name(bytes));
    }

    /** The entries of a folder, none of which crosses the end of a sector. */
    static Stream<IsoEntry> all(ByteBuffer folder) {
        return Stream.iterate(
                        next(folder, 0), at -> at < folder.capacity(), at -> next(folder, at + length(folder, at)))
                .map(at -> of(folder.slice(at, Math.min(length(folder, at), folder.capacity() - at))));
    }

    /** Where an entry begins that is long enough to be one, from here on; the folder's end when there is none. */
    private static int next(ByteBuffer folder, int from) {
        var at = from;
        while (at < folder.capacity() && length(folder, at) < LEAST) {
            at = (at / Iso9660.SECTOR + 1) * Iso9660.SECTOR;
        }
        return at + LEAST > folder.capacity() ? folder.capacity() : at;
    }

    private static int length(ByteBuffer folder, int at) {
        return folder.get(at) & 0xff;
    }

    private static String name(ByteBuffer entry) {
        var isoName = entry.get(LEAST - 2) & 0xff;
        var at = LEAST - 1 + isoName + (isoName + 1) % 2;
        while (at + FIELD < entry.capacity()) {
            var length = entry.get(at + 2) & 0xff;
            if (length < FIELD || at + length > entry.capacity()) {
                return "";
            }
            if (entry.getShort(at) == NAME && length > FIELD) {
                var letters = new byte[length - FIELD - 1];
                entry.get(at + FIELD + 1, letters);
                return new String(letters, StandardCharsets.UTF_8);
            }
            at += length;
        }
        return "";
    }
}
