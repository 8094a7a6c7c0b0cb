package io.elemental.seedimage.download;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends requests byte by byte, each on the connection of the one before, while the server keeps that. */
final class KeptConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 120_000;

    private final int port;

    @Nullable private Socket socket;

    @Nullable private InputStream in;

    private int connections;

    KeptConnection(RunningFunction function) {
        this.port = function.port();
    }

    /** How many there were. */
    int connections() {
        return connections;
    }

    /** The answer to one request; empty where the server closes the connection without one. */
    Optional<RawAnswer> ask(String request) throws IOException {
        send(request);
        return answer(request.startsWith("HEAD "));
    }

    /** Writes these bytes, and waits for nothing. What the server does not take any more is no matter. */
    void send(String bytes) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            connections++;
        }
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            // It answered already, and closed.
        }
    }

    /** The next answer; a timeout, and an answer that is none, are failures. */
    Optional<RawAnswer> answer(boolean toHead) throws IOException {
        if (in == null) {
            return Optional.empty();
        }
        var answer = RawAnswer.read(in, toHead);
        if (answer.isEmpty() || answer.get().closes()) {
            close();
        }
        return answer;
    }

    /** Whether the server still keeps the connection, as far as it said. */
    boolean isOpen() {
        return socket != null;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        socket = null;
        in = null;
    }
}
