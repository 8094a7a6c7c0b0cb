package io.elemental.seedimage.download;

import java.io.InputStream;
import java.util.Random;

/** Bytes of a base of any size, which need no memory. */
final class Pattern extends InputStream {

    private static final int PERIOD = 65521;
    private static final byte[] BYTES = new byte[PERIOD];

    static {
        new Random(7).nextBytes(BYTES);
    }

    private long at;
    private long left;

    Pattern(long offset, long length) {
        this.at = offset;
        this.left = length;
    }

    static byte[] bytes(long offset, int length) {
        var bytes = new byte[length];
        new Pattern(offset, length).read(bytes, 0, length);
        return bytes;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        var count = (int) Math.min(length, left);
        for (var done = 0; done < count; ) {
            var from = (int) ((at + done) % PERIOD);
            var some = Math.min(count - done, PERIOD - from);
            System.arraycopy(BYTES, from, buffer, offset + done, some);
            done += some;
        }
        at += count;
        left -= count;
        return count;
    }
}
