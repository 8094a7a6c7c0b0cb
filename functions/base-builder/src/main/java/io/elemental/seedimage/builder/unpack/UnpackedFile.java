package io.elemental.seedimage.builder.unpack;

import io.elemental.seedimage.builder.common.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A file that unpacked bytes are written to, up to a limit. */
public final class UnpackedFile {

    private final Path file;
    private final String what;
    private final long limit;
    private final LongConsumer meter;

    /**
     * One that is not there yet.
     *
     * @param what is packed, at the beginning of a sentence
     * @param limit of its bytes
     * @param meter is told how many bytes there are
     */
    public UnpackedFile(Path file, String what, long limit, LongConsumer meter) {
        this.file = file;
        this.what = what;
        this.limit = limit;
        this.meter = meter;
    }

    /** Writes all bytes of a stream, in place of what the file had. */
    public Path write(InputStream unpacked, Runnable watch) {
        var limited = new LimitedStream(
                unpacked,
                limit,
                ("%s has more than %s bytes when it is unpacked, and " + Scratch.LIMIT).formatted(what, limit, limit));
        var portion = new byte[AheadStream.PORTION];
        var size = 0L;
        try (var out = create()) {
            for (var count = read(limited, portion); count > 0; count = read(limited, portion)) {
                out.write(portion, 0, count);
                size += count;
                meter.accept(size);
                watch.run();
            }
            return file;
        } catch (IOException e) {
            throw Scratch.failed("written", e);
        }
    }

    private OutputStream create() {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw Scratch.failed("written", e);
        }
    }

    private int read(InputStream in, byte[] portion) {
        try {
            return in.read(portion);
        } catch (IOException e) {
            throw Compression.damaged(what, e);
        }
    }
}
