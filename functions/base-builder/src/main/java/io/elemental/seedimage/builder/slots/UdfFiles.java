package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.common.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Files that an image has in UDF (ECMA-167) only, as Windows media have them. xorriso knows ISO 9660 alone, and would
 * leave them out without a word.
 */
final class UdfFiles {

    private static final int FIRST_DESCRIPTOR = 16;
    private static final int MOST_DESCRIPTORS = 64;
    private static final List<String> UDF = List.of("NSR02", "NSR03");

    private static final long ANCHOR = 256;
    private static final int ANCHOR_TAG = 2;
    private static final int LOGICAL_VOLUME_TAG = 6;
    private static final int INTEGRITY_TAG = 9;
    private static final int MOST_VOLUME_DESCRIPTORS = 64;

    /** An ISO that has UDF's volume, but shows no more than this, has its files there: where UDF does not say. */
    private static final long ONE_NOTE = 1;

    private UdfFiles() {}

    /** Refuses an image that has more files in UDF than in ISO 9660. */
    static void requireNone(Path image) {
        try (var bytes = ImageBytes.open(image)) {
            if (!hasVolume(bytes)) {
                return;
            }
            var shown = IsoFiles.count(bytes);
            var inUdf = files(bytes);
            if (inUdf > shown || (inUdf == 0 && shown <= ONE_NOTE)) {
                throw new RefusedException("The source has files in UDF that are not in ISO 9660, of which it shows"
                        + " only %s; they would be lost: make an ISO without UDF.".formatted(shown));
            }
        }
    }

    private static boolean hasVolume(ImageBytes image) {
        return IntStream.range(FIRST_DESCRIPTOR, FIRST_DESCRIPTOR + MOST_DESCRIPTORS)
                .mapToObj(sector -> sector(image, sector))
                .map(descriptor ->
                        StandardCharsets.US_ASCII.decode(descriptor.slice(1, 5)).toString())
                .anyMatch(UDF::contains);
    }

    /** How many UDF says it has, in its logical volume's integrity descriptor; 0 where it does not say. */
    private static long files(ImageBytes image) {
        var anchor = sector(image, ANCHOR);
        if (tag(anchor) != ANCHOR_TAG) {
            return 0;
        }
        var first = number(anchor, 20);
        return LongStream.range(first, first + MOST_VOLUME_DESCRIPTORS)
                .mapToObj(sector -> sector(image, sector))
                .filter(descriptor -> tag(descriptor) == LOGICAL_VOLUME_TAG)
                .map(volume -> sector(image, number(volume, 436)))
                .filter(integrity -> tag(integrity) == INTEGRITY_TAG)
                .mapToLong(UdfFiles::counted)
                .findFirst()
                .orElse(0);
    }

    /** Two numbers of each partition and 32 bytes with a name come before. */
    private static long counted(ByteBuffer integrity) {
        var at = 80 + 8 * number(integrity, 72) + 32;
        return at + Integer.BYTES <= integrity.capacity() ? number(integrity, (int) at) : 0;
    }

    private static int tag(ByteBuffer descriptor) {
        return Short.toUnsignedInt(descriptor.getShort(0));
    }

    private static long number(ByteBuffer descriptor, int at) {
        return Integer.toUnsignedLong(descriptor.getInt(at));
    }

    private static ByteBuffer sector(ImageBytes image, long sector) {
        return image.at(sector * Iso9660.SECTOR, Iso9660.SECTOR);
    }
}
