package io.elemental.seedimage.builder;

import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** ISOs as no tool makes them. */
public final class CraftedIsos {

    private static final int SECTOR = 2048;
    private static final int ROOT = 16 * SECTOR + 156;
    private static final int CONTINUATION_LENGTH = 28;

    private CraftedIsos() {}

    /** What Rock Ridge says of a file goes on in a place that says to go on in the same place. */
    static Path continuationLoop(Path folder) {
        var image = read(make(folder, "continuation", "n".repeat(240)));
        var entry = lastContinuation(image);
        var block = image.getInt(entry + 4);
        var offset = image.getInt(entry + 12);
        putContinuation(image, entry, block, offset);
        putContinuation(image, block * SECTOR + offset, block, offset);
        return write(folder.resolve("continuation-loop.iso"), image);
    }

    /** A folder holds itself, under another name. */
    static Path folderLoop(Path folder) {
        var image = read(make(folder, "folders", "folder/inner/readme"));
        var sector = image.getInt(ROOT + 2);
        var at = find(image, "FOLDER".getBytes(StandardCharsets.US_ASCII), sector * SECTOR) - 33;
        putBoth(image, at + 2, sector);
        putBoth(image, at + 10, image.getInt(ROOT + 10));
        return write(folder.resolve("folder-loop.iso"), image);
    }

    /** The same files once more in UDF, as bridges have them, and further ones that only UDF knows. */
    static byte[] withUdf(Path iso, int files) {
        var image = ByteBuffer.allocate(300 * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0, bytes(read(iso)));
        image.put(24 * SECTOR, "\0NSR02\1".getBytes(StandardCharsets.US_ASCII));
        image.putShort(256 * SECTOR, (short) 2).putInt(256 * SECTOR + 20, 257);
        image.putShort(258 * SECTOR, (short) 6).putInt(258 * SECTOR + 436, 260);
        image.putShort(260 * SECTOR, (short) 9).putInt(260 * SECTOR + 72, 1);
        image.putInt(260 * SECTOR + 80 + 8 + 32, files);
        return bytes(image);
    }

    /** Writes something over the bytes of an ISO. */
    public static Path patched(Path iso, long offset, byte[] bytes) {
        var image = read(iso);
        image.put((int) offset, bytes);
        return write(iso.resolveSibling("patched-" + iso.getFileName()), image);
    }

    /** Where the entry of a file lies in its folder, seen from a disk (0) or from a partition. */
    static int entry(Path iso, String isoName, int from) {
        return find(read(iso), isoName.getBytes(StandardCharsets.US_ASCII), from) - 33;
    }

    /** A number as ISO 9660 has it, both ends first. */
    static byte[] both(int number) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt(number)
                .array();
    }

    private static Path make(Path folder, String name, String file) {
        try {
            var root = folder.resolve(name);
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), "An ISO for tests.\n");
            ExternalCommand.run(
                    folder, "xorriso", "-no_rc", "-outdev", "stdio:" + name + ".iso", "-map", root.toString(), "/");
            return folder.resolve(name + ".iso");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lastContinuation(ByteBuffer image) {
        var letters = new byte[] {'C', 'E', CONTINUATION_LENGTH, 1};
        var last = -1;
        for (var at = find(image, letters, 0); at >= 0; at = find(image, letters, at + 1)) {
            last = at;
        }
        return last;
    }

    private static void putContinuation(ByteBuffer image, int at, int block, int offset) {
        image.put(at, new byte[] {'C', 'E', CONTINUATION_LENGTH, 1});
        putBoth(image, at + 4, block);
        putBoth(image, at + 12, offset);
        putBoth(image, at + 20, CONTINUATION_LENGTH);
    }

    private static void putBoth(ByteBuffer image, int at, int number) {
        image.put(at, both(number));
    }

    private static int find(ByteBuffer image, byte[] letters, int from) {
        for (var at = from; at + letters.length <= image.capacity(); at++) {
            if (image.slice(at, letters.length).equals(ByteBuffer.wrap(letters))) {
                return at;
            }
        }
        return -1;
    }

    private static ByteBuffer read(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ByteBuffer image) {
        var bytes = new byte[image.capacity()];
        image.get(0, bytes);
        return bytes;
    }

    private static Path write(Path file, ByteBuffer image) {
        try {
            return Files.write(file, bytes(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
