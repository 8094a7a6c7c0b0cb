package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.common.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What of ISO 9660 (ECMA-119) must be known here: how such an image begins. */
final class Iso9660 {

    static final int SECTOR = 2048;

    private static final int FIRST_DESCRIPTOR = 16 * SECTOR;
    private static final int VOLUME_SIZE = 80;
    private static final byte[] PRIMARY = "\u0001CD001\u0001".getBytes(StandardCharsets.US_ASCII);

    private Iso9660() {}

    /** Refuses a file that does not begin as an ISO does, or ends before that says. */
    static void require(Path image) {
        try (var bytes = ImageBytes.open(image)) {
            var descriptor = bytes.at(FIRST_DESCRIPTOR, SECTOR);
            if (!isDescriptor(descriptor)) {
                throw new RefusedException("The source is not an ISO 9660 image.");
            }
            var size = Integer.toUnsignedLong(descriptor.getInt(VOLUME_SIZE)) * SECTOR;
            if (size > bytes.size()) {
                throw new RefusedException("The source is cut: it has %s of %s bytes.".formatted(bytes.size(), size));
            }
        }
    }

    static boolean isDescriptor(ByteBuffer sector) {
        return sector.slice(0, PRIMARY.length).equals(ByteBuffer.wrap(PRIMARY));
    }
}
