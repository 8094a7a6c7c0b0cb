package io.elemental.seedimage.reconcile.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends as much of a request as it likes, as slowly as it likes. */
final class RawSender implements AutoCloseable {

    private static final int PAUSE_MILLIS = 100;

    private final Socket socket;
    private final StringBuilder answer = new StringBuilder();
    private boolean ended;

    RawSender(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PAUSE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An event's request line and headers, and some of them more. */
    RawSender begin(String requestLine, String... headers) {
        send(requestLine + " HTTP/1.1\r\nHost: x\r\nce-specversion: 1.0\r\nce-id: 1\r\nce-source: x\r\n"
                + "ce-type: dev.knative.apiserver.ref.add\r\nContent-Type: application/json\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n");
        return this;
    }

    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException _) { // let go
            ended = true;
        }
    }

    /** Sends this again and again, ten times a second, until the other side hangs up; false when it did not in time. */
    boolean drip(String text, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        while (!ended && System.nanoTime() < end) {
            send(text);
            listen();
        }
        return ended;
    }

    String answer() {
        return answer.toString();
    }

    private void listen() {
        var bytes = new byte[4096];
        try {
            for (var n = socket.getInputStream().read(bytes);
                    n >= 0;
                    n = socket.getInputStream().read(bytes)) {
                answer.append(new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
            }
            ended = true;
        } catch (SocketTimeoutException _) {
            // nothing was said so far
        } catch (IOException _) { // reset, since nobody read what was sent
            ended = true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
