package io.elemental.seedimage.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import javax.net.SocketFactory;

/**
 * Stands between a client and an HTTP/1.1 server that is there until a request, picked by its number, and then gone.
 */
public final class CuttingProxy implements AutoCloseable {

    private static final int NEVER = Integer.MAX_VALUE;

    private final ServerSocket listener;
    private final URI server;
    private final SocketFactory sockets;
    private int requests;
    private int goneFrom = NEVER;
    private boolean answerLost;

    /** @param sockets how the server is reached: plainly, or through TLS */
    public CuttingProxy(URI server, SocketFactory sockets) {
        this.server = server;
        this.sockets = sockets;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("cutting proxy").start(this::accept);
    }

    /** Where clients find it, without TLS. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /**
     * From a request on, counted from 1 and from now, there is no server any longer.
     *
     * @param answerLost whether that first request still has its effect, and only its answer is lost
     */
    public synchronized void goneFrom(int request, boolean answerLost) {
        requests = 0;
        goneFrom = request;
        this.answerLost = answerLost;
    }

    /** The server is there again. Returns whether any request was cut. */
    public synchronized boolean heal() {
        var cut = requests >= goneFrom;
        goneFrom = NEVER;
        return cut;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) { // closed
                return;
            }
        }
    }

    /** One request a connection, whose end is the end of the answer. */
    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var request = RawRequest.read(new BufferedInputStream(client.getInputStream()));
            if (request.isEmpty() || !begins()) {
                return;
            }
            try (var upstream = sockets.createSocket(server.getHost(), server.getPort())) {
                upstream.setTcpNoDelay(true);
                upstream.getOutputStream().write(request.get().alone());
                var answer = upstream.getInputStream();
                if (answerIsLost()) {
                    answer.transferTo(OutputStream.nullOutputStream());
                } else {
                    answer.transferTo(client.getOutputStream());
                }
            }
        } catch (IOException _) {
            // whoever waits for an answer sees that there is none
        }
    }

    private synchronized boolean begins() {
        requests++;
        return requests < goneFrom || (requests == goneFrom && answerLost);
    }

    private synchronized boolean answerIsLost() {
        return requests == goneFrom && answerLost;
    }
}
