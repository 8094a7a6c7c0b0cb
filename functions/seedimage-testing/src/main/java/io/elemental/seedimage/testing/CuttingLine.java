package io.elemental.seedimage.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on, and cuts each after so many bytes of answer: as a limit of time does on a slow line. */
public final class CuttingLine implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final long limit;
    private final AtomicInteger cuts = new AtomicInteger();

    /** @param target port of this machine */
    public CuttingLine(int target, long limit) {
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.target = target;
        this.limit = limit;
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many connections were cut. */
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                Thread.ofVirtual().start(() -> pass(client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void pass(Socket client) {
        try (client;
                var upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Thread.ofVirtual().start(() -> copyAll(client, upstream));
            copy(upstream.getInputStream(), client.getOutputStream());
        } catch (IOException _) {
            // either end is gone
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[8192];
        for (var left = limit; left > 0; ) {
            var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return;
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        cuts.incrementAndGet();
    }

    private static void copyAll(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // either end is gone
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
