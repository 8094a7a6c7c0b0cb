package io.elemental.seedimage.builder.slots;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Where the partitions of an image begin, be it by its MBR or its GPT. */
final class PartitionTables {

    private static final int BLOCK = 512;

    private static final int MBR_ENTRIES = 446;
    private static final int MBR_ENTRY = 16;
    private static final int MBR_COUNT = 4;

    /** "EFI PART", as a number. */
    private static final long GPT_SIGNATURE = 0x5452415020494645L;

    /** Of as many entries as every tool makes, of the size that they always have. */
    private static final int GPT_COUNT = 128;

    private static final int GPT_ENTRY = 128;

    private PartitionTables() {}

    /** In bytes from the start of the image, in no order; 0 where there is none. */
    static LongStream starts(ImageBytes image) {
        return LongStream.concat(mbr(image), gpt(image)).map(block -> block * BLOCK);
    }

    private static LongStream mbr(ImageBytes image) {
        var block = image.at(0, BLOCK);
        return IntStream.range(0, MBR_COUNT)
                .mapToLong(entry -> Integer.toUnsignedLong(block.getInt(MBR_ENTRIES + entry * MBR_ENTRY + 8)));
    }

    private static LongStream gpt(ImageBytes image) {
        var header = image.at(BLOCK, BLOCK);
        if (header.getLong(0) != GPT_SIGNATURE) {
            return LongStream.empty();
        }
        var entries = image.at(header.getLong(72) * BLOCK, GPT_COUNT * GPT_ENTRY);
        return IntStream.range(0, GPT_COUNT).mapToLong(entry -> entries.getLong(entry * GPT_ENTRY + 32));
    }
}
