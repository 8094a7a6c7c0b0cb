package io.elemental.seedimage.builder.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream whose next bytes can be looked at. It says that none is available at its end only: the JDK's gzip takes that
 * for the end of all members.
 */
public final class AheadStream extends InputStream {

    static final int PORTION = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[PORTION];
    private int from;
    private int to;

    public AheadStream(InputStream in) {
        this.in = in;
    }

    /** The next bytes, which will be read again; fewer at the end. */
    public byte[] peek(int count) throws IOException {
        if (count > PORTION) {
            throw new IllegalArgumentException("looks too far ahead");
        }
        if (to - from < count) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            to += in.readNBytes(buffer, to, count - to);
        }
        return Arrays.copyOfRange(buffer, from, Math.min(to, from + count));
    }

    @Override
    public int read() throws IOException {
        return available() == 0 ? -1 : buffer[from++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (from == to && length >= PORTION) {
            return in.read(bytes, offset, length);
        }
        var count = Math.min(length, available());
        if (count == 0) {
            return -1;
        }
        System.arraycopy(buffer, from, bytes, offset, count);
        from += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(buffer, 0, PORTION));
        }
        return to - from;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
