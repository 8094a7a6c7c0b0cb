package io.elemental.seedimage.builder.unpack;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** How bytes are packed, by the first of them: neither names nor media types say it. */
public enum Compression {
    NONE,
    GZIP,
    ZSTD,
    XZ;

    /** As many bytes as it takes to tell. */
    static final int NEEDED = 6;

    /** What "xz -9" needs is 65 MiB. */
    private static final int XZ_KIB = 100 * 1024;

    /** How far zstd may look back: 2 to the power of this, 128 MiB, as its own program allows at first. */
    private static final int ZSTD_WINDOW = 27;

    private static final String MEMORY = "it is packed so that this takes more than %s MiB of memory";

    private static final byte[] GZIP_START = {0x1f, (byte) 0x8b, 8};
    private static final byte[] ZSTD_START = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final byte[] XZ_START = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    static Compression of(byte[] start) {
        if (begins(start, GZIP_START)) {
            return GZIP;
        }
        if (begins(start, XZ_START)) {
            return XZ;
        }
        return begins(start, ZSTD_START) || isSkippable(start) ? ZSTD : NONE;
    }

    /** A frame of zstd that holds no content may be the first. */
    private static boolean isSkippable(byte[] start) {
        return start.length >= 4
                && (start[0] & 0xf0) == 0x50
                && start[1] == 0x2a
                && start[2] == 0x4d
                && start[3] == 0x18;
    }

    private static boolean begins(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    /**
     * What is in packed bytes, whatever they are packed with.
     *
     * @param scratch where the library for zstd may unpack itself
     */
    public static AheadStream unpacked(InputStream packed, Scratch scratch) throws IOException {
        var ahead = new AheadStream(packed);
        return switch (of(ahead.peek(NEEDED))) {
            case NONE -> ahead;
            case GZIP -> new AheadStream(new GZIPInputStream(ahead, AheadStream.PORTION));
            case XZ -> new AheadStream(new XZInputStream(ahead, XZ_KIB));
            case ZSTD -> {
                System.setProperty("ZstdTempFolder", scratch.file("").toString());
                yield new AheadStream(new ZstdInputStream(ahead).setLongMax(ZSTD_WINDOW));
            }
        };
    }

    /**
     * What to throw when packed bytes are not what they begin as.
     *
     * @param what they are, at the beginning of a sentence
     */
    public static RefusedException damaged(String what, IOException e) {
        return new RefusedException("%s cannot be unpacked: %s.".formatted(what, why(e)));
    }

    private static String why(IOException e) {
        return switch (e) {
            case MemoryLimitException _ -> MEMORY.formatted(XZ_KIB / 1024);
            case ZstdIOException zstd
            when zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge() ->
                (MEMORY + ", as zstd does with --long=%s and more").formatted(1 << (ZSTD_WINDOW - 20), ZSTD_WINDOW + 1);
            default -> "it is cut or damaged";
        };
    }
}
