package io.elemental.seedimage.download;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sees the connection itself, and may treat it badly. */
final class RawClient implements AutoCloseable {

    private static final int SMALL_WINDOW = 64 * 1024;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    private RawClient(int port, String request) throws IOException {
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream());
        // Beside the reading: what is asked and what is answered may both be more than the connection holds.
        Thread.ofVirtual().start(() -> write(request));
    }

    private void write(String request) {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawClient sends(RunningFunction function, String request) throws IOException {
        return new RawClient(function.port(), request);
    }

    /** Asks for an image. */
    static RawClient gets(RunningFunction function, Fleet fleet, String seedImage) throws IOException {
        return sends(function, get(fleet, seedImage, ""));
    }

    /** A request for an image, with further header lines, each ended by a line break. */
    static String get(Fleet fleet, String seedImage, String lines) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n%s: Bearer %s\r\n%s\r\n"
                .formatted(RunningFunction.pathOf(seedImage), RunningFunction.TOKEN_HEADER, fleet.token(), lines);
    }

    /** The status of an answer; the rest of its head is read, too. */
    int status() throws IOException {
        return Integer.parseInt(head().split(" ", 3)[1]);
    }

    /** Status line and header, without the empty line. */
    String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended within the head: " + head);
            }
            head.append((char) next);
        }
        return head.substring(0, head.length() - 4);
    }

    byte[] read(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** All that comes until the end, a byte a letter. */
    String text() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** How many bytes still come; the connection's end, clean or not, is the end. */
    long countUntilTheEnd() {
        var buffer = new byte[SMALL_WINDOW];
        var bytes = 0L;
        try {
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes += count;
            }
        } catch (IOException _) {
            return bytes;
        }
        return bytes;
    }

    /** Goes away without a word: what still comes is answered by a reset. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
