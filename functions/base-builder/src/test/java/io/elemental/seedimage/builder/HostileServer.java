package io.elemental.seedimage.builder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of 127.0.0.1 that answers with whatever bytes a test wants, as HTTP or not. */
final class HostileServer implements AutoCloseable {

    /** What is sent after a request's header. */
    @FunctionalInterface
    interface HttpAnswer {

        /** Takes the number of the request, from 1; an IOException ends it. */
        void send(OutputStream out, int number) throws IOException;
    }

    private static final String HEADER_END = "\r\n\r\n";
    private static final int PORTION = 64 * 1024;

    private final ServerSocket socket;
    private final AtomicInteger requests = new AtomicInteger();

    HostileServer(HttpAnswer answer) {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(answer));
    }

    String url() {
        return "http://127.0.0.1:%s/x.iso".formatted(socket.getLocalPort());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends the same again and again, until nobody takes it any longer. */
    static HttpAnswer endlessly(String beginning, String repeated) {
        return (out, _) -> {
            out.write(bytes(beginning));
            var portion = new ByteArrayOutputStream();
            while (portion.size() < PORTION) {
                portion.write(bytes(repeated));
            }
            while (true) {
                out.write(portion.toByteArray());
            }
        };
    }

    static HttpAnswer once(String text) {
        return (out, _) -> out.write(bytes(text));
    }

    /** Sends a beginning at once, and then a letter ten times a second; no letter, when there is none. */
    static HttpAnswer dripping(String beginning, String repeated) {
        return (out, _) -> {
            out.write(bytes(beginning));
            for (var at = 0; ; at++) {
                if (!repeated.isEmpty()) {
                    out.write(repeated.charAt(at % repeated.length()));
                }
                out.flush();
                pause();
            }
        };
    }

    private static void pause() throws IOException {
        try {
            var _ = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void accept(HttpAnswer answer) {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> answer(client, answer));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void answer(Socket client, HttpAnswer answer) {
        try (client) {
            skipHeader(client.getInputStream());
            answer.send(client.getOutputStream(), requests.incrementAndGet());
        } catch (IOException _) {
            // the builder has had enough
        }
    }

    private static void skipHeader(InputStream in) throws IOException {
        for (var matched = 0; matched < HEADER_END.length(); ) {
            var letter = in.read();
            if (letter < 0) {
                throw new IOException("no request");
            }
            matched = letter == HEADER_END.charAt(matched) ? matched + 1 : letter == '\r' ? 1 : 0;
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
