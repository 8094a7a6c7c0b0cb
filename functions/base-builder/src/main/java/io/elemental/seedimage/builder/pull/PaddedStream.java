package io.elemental.seedimage.builder.pull;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A tar with zeros behind it: umoci leaves out those that fill the last entry's block, and the two blocks at the end.
 */
final class PaddedStream extends FilterInputStream {

    private static final int MISSING = 3 * 512;

    private int left = MISSING;

    PaddedStream(InputStream in) {
        super(in);
    }

    /** Whether more was read than there is. */
    boolean ended() {
        return left < MISSING;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        if (read >= 0 || left == 0) {
            return read;
        }
        var zeros = Math.min(left, length);
        Arrays.fill(bytes, offset, offset + zeros, (byte) 0);
        left -= zeros;
        return zeros;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(bytes, 4096)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
