package io.elemental.seedimage.builder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** What of ISO 9660 (ECMA-119) must be known here: how such an image begins. */
final class Iso9660 {

    static final int SECTOR = 2048;

    private static final int FIRST_DESCRIPTOR = 16 * SECTOR;
    private static final byte[] PRIMARY = "\u0001CD001\u0001".getBytes(StandardCharsets.US_ASCII);

    private Iso9660() {}

    /** Refuses a file that does not begin as an ISO does. */
    static void require(Path image) {
        try (var file = new RandomAccessFile(image.toFile(), "r")) {
            var descriptor = new byte[PRIMARY.length];
            if (file.length() >= FIRST_DESCRIPTOR + SECTOR) {
                file.seek(FIRST_DESCRIPTOR);
                file.readFully(descriptor);
            }
            if (!Arrays.equals(descriptor, PRIMARY)) {
                throw new RefusedException("The source is not an ISO 9660 image.");
            }
        } catch (IOException e) {
            throw Scratch.failed("read", e);
        }
    }
}
