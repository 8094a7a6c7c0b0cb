package io.elemental.seedimage.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that a base is fetched from, and that can hold the fetching up. */
final class Source implements AutoCloseable {

    static final Path RESCUE_ISO = Path.of("/usr/lib/grub-rescue/grub-rescue-cdrom.iso");

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile CountDownLatch open = new CountDownLatch(0);

    private Source(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static Source start() throws IOException {
        return new Source(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    String url() {
        return "http://127.0.0.1:%s/rescue.iso".formatted(server.getAddress().getPort());
    }

    int requests() {
        return requests.get();
    }

    /** From now on answers stop in the middle. */
    void holdUp() {
        open = new CountDownLatch(1);
    }

    void goOn() {
        open.countDown();
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        var image = Files.readAllBytes(RESCUE_ISO);
        var half = image.length / 2;
        exchange.getResponseHeaders().set("ETag", "\"one\"");
        exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : image.length);
        try (var body = exchange.getResponseBody()) {
            if (!exchange.getRequestMethod().equals("HEAD")) {
                body.write(image, 0, half);
                body.flush();
                open.await();
                body.write(image, half, image.length - half);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
