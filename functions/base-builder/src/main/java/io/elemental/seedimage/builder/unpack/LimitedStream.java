package io.elemental.seedimage.builder.unpack;

import io.elemental.seedimage.builder.common.RefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends the build once it has more bytes than it may have, however few they were packed in. */
public final class LimitedStream extends FilterInputStream {

    private final String sentence;
    private long left;

    /**
     * A stream of at most so many bytes.
     *
     * @param sentence what is said of more
     */
    public LimitedStream(InputStream in, long limit, String sentence) {
        super(in);
        this.left = limit;
        this.sentence = sentence;
    }

    /** Says anew how many bytes may follow. */
    public void allow(long bytes) {
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        var read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        var skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new RefusedException(sentence);
        }
    }
}
