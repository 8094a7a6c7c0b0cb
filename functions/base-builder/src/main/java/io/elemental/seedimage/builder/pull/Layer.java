package io.elemental.seedimage.builder.pull;

import io.elemental.seedimage.builder.unpack.AheadStream;
import io.elemental.seedimage.builder.unpack.LimitedStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** What an unpacked layer is, by its bytes. */
final class Layer {

    private static final int TAR_HEADER = 512;
    private static final int ISO_MARK = 32769;
    private static final byte[] ISO = {'C', 'D', '0', '0', '1'};

    /** Of one entry's header, with its long names and attributes, of which nobody honest has so much. */
    private static final long MAX_HEADER = 4 * 1024 * 1024;

    private Layer() {}

    static boolean isTar(AheadStream unpacked) throws IOException {
        var header = unpacked.peek(TAR_HEADER);
        return header.length == TAR_HEADER && header[0] != 0 && hasCheckSum(header);
    }

    /** The code of a boot record may stand where tar has the octal digits of its sum. */
    private static boolean hasCheckSum(byte[] header) {
        try {
            return TarUtils.verifyCheckSum(header);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static boolean isIso(AheadStream unpacked) throws IOException {
        var start = unpacked.peek(ISO_MARK + ISO.length);
        return start.length == ISO_MARK + ISO.length
                && Arrays.equals(start, ISO_MARK, ISO_MARK + ISO.length, ISO, 0, ISO.length);
    }

    /** @param what the layer is called, at the beginning of a sentence */
    static void read(AheadStream unpacked, String what, TarEntries entries) throws IOException {
        var sentence = "%s has an entry whose name or attributes have more than %s bytes.".formatted(what, MAX_HEADER);
        var limited = new LimitedStream(unpacked, MAX_HEADER, sentence);
        var padded = new PaddedStream(limited);
        var tar = new TarArchiveInputStream(padded, "UTF-8");
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            limited.allow(entry.getSize() > Long.MAX_VALUE / 2 ? MAX_HEADER : entry.getSize() + MAX_HEADER);
            entries.take(entry, tar);
            if (padded.ended()) {
                throw new EOFException("in an entry");
            }
        }
    }
}
