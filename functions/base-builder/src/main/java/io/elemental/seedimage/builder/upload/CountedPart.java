package io.elemental.seedimage.builder.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** The next bytes of a stream, counted. */
final class CountedPart extends FilterInputStream {

    private final LongConsumer counter;
    private long left;

    CountedPart(InputStream in, long length, LongConsumer counter) {
        super(in);
        this.left = length;
        this.counter = counter;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        var count = super.read(buffer, offset, (int) Math.min(length, left));
        if (count > 0) {
            left -= count;
            counter.accept(count);
        }
        return count;
    }
}
