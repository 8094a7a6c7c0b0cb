package io.elemental.seedimage.local.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A download over a connection of its own, of which no more is read than its caller wants. */
public final class RawDownload implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket = new Socket();
    private final InputStream in;
    private final Duration untilHead;
    private final long length;

    /**
     * Comes back when the head of the answer was read.
     *
     * @param header line that opens the image, with its line break
     * @param window how many unread bytes the operating system keeps; 0: as many as it likes
     */
    public RawDownload(URI url, String header, int window) throws IOException {
        var start = System.nanoTime();
        if (window > 0) {
            socket.setReceiveBufferSize(window);
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        try {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), PATIENCE_MILLIS);
            var request = "GET %s?%s HTTP/1.1\r\nHost: bench\r\n%s\r\n"
                    .formatted(url.getRawPath(), url.getRawQuery(), header.stripTrailing() + "\r\n");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            in = new BufferedInputStream(socket.getInputStream(), 1024);
            length = length(HttpHead.read(in));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        untilHead = Duration.ofNanos(System.nanoTime() - start);
    }

    /** Of the image, in bytes. */
    public long length() {
        return length;
    }

    public Duration untilHead() {
        return untilHead;
    }

    /** As {@link InputStream#read(byte[])}. */
    public int read(byte[] buffer) throws IOException {
        return in.read(buffer);
    }

    /** By which the server knows the connection. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Without a word: what still comes is answered by a reset. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static long length(HttpHead head) throws IOException {
        if (head.status() != 200) {
            throw new RefusedException(head.status());
        }
        return Long.parseLong(head.value(LENGTH).orElseThrow(() -> new IOException("an answer without a length")));
    }
}
