package io.elemental.seedimage.local.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** The same request again and again, over some connections at once, each of which waits for its answer. */
public final class RequestLoad {

    private static final int PATIENCE_MILLIS = 30_000;

    private final InetSocketAddress server;
    private final byte[] request;
    private final int status;

    /**
     * A load of one request.
     *
     * @param header line that opens what is asked for
     * @param status that every answer must have, and no body
     */
    public RequestLoad(URI url, String header, int status) {
        this.server = new InetSocketAddress(url.getHost(), url.getPort());
        this.request = "GET %s HTTP/1.1\r\nHost: bench\r\n%s\r\n\r\n"
                .formatted(url.getRawPath(), header.strip())
                .getBytes(StandardCharsets.ISO_8859_1);
        this.status = status;
    }

    /** How long each answer took. */
    public Latencies run(int connections, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        try (var clients =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var running = IntStream.range(0, connections)
                    .mapToObj(_ -> clients.submit(() -> client(end)))
                    .toList();
            var all = new ArrayList<Latencies>();
            for (var client : running) {
                all.add(client.get());
            }
            return Latencies.together(all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e);
        }
    }

    private Latencies client(long end) throws IOException {
        var times = new ArrayList<Long>();
        while (System.nanoTime() < end) {
            connection(end, times);
        }
        return Latencies.of(times.stream().mapToLong(Long::longValue));
    }

    /** Servers end a connection now and then, and say so. */
    private void connection(long end, List<Long> times) throws IOException {
        try (var socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(server, PATIENCE_MILLIS);
            var in = new BufferedInputStream(socket.getInputStream());
            var open = true;
            while (open) {
                var start = System.nanoTime();
                if (start >= end) {
                    return;
                }
                socket.getOutputStream().write(request);
                open = answered(in);
                times.add(System.nanoTime() - start);
            }
        }
    }

    /** Whether the connection may be used on. */
    private boolean answered(InputStream in) throws IOException {
        var head = HttpHead.read(in);
        if (head.status() != status) {
            throw new RefusedException(head.status());
        }
        return head.value("connection:").filter("close"::equalsIgnoreCase).isEmpty();
    }
}
