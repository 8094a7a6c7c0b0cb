package io.elemental.seedimage.builder;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Bytes, packed in all the ways that are understood. */
enum Packed {
    PLAIN {
        @Override
        byte[] of(byte[] bytes) {
            return bytes;
        }
    },
    GZIP {
        @Override
        byte[] of(byte[] bytes) {
            return through(bytes, GZIPOutputStream::new);
        }
    },
    /** As stargz does it: a member for each chunk. */
    GZIP_MEMBERS {
        @Override
        byte[] of(byte[] bytes) {
            return chunked(bytes, GZIP::of);
        }
    },
    ZSTD {
        @Override
        byte[] of(byte[] bytes) {
            return through(bytes, ZstdOutputStream::new);
        }
    },
    /** As zstd:chunked does it: frames with skippable ones between them, and one at the end. */
    ZSTD_CHUNKED {
        @Override
        byte[] of(byte[] bytes) {
            return joined(skippable(), chunked(bytes, chunk -> joined(Zstd.compress(chunk), skippable())));
        }
    },
    XZ {
        @Override
        byte[] of(byte[] bytes) {
            return through(bytes, out -> new XZOutputStream(out, new LZMA2Options(1)));
        }
    };

    /** Something that packs what is written to it. */
    interface Packer {
        OutputStream to(OutputStream out) throws IOException;
    }

    private interface Chunk {
        byte[] pack(byte[] bytes);
    }

    private static final int CHUNK = 70_001;

    abstract byte[] of(byte[] bytes);

    private static byte[] chunked(byte[] bytes, Chunk chunk) {
        var out = new ByteArrayOutputStream();
        for (var at = 0; at < bytes.length; at += CHUNK) {
            out.writeBytes(chunk.pack(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + CHUNK))));
        }
        return out.toByteArray();
    }

    private static byte[] skippable() {
        return ByteBuffer.allocate(108)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x184d2a50)
                .putInt(100)
                .array();
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] through(byte[] bytes, Packer packer) {
        var packed = new ByteArrayOutputStream();
        try (var out = packer.to(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
