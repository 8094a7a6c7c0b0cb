package io.elemental.seedimage.builder;

import com.sun.net.httpserver.HttpExchange;
import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.ProgressDocument;
import io.elemental.seedimage.format.ResultDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Takes what a builder PUTs to presigned URLs: a URL without its signature opens nothing. */
final class ServedStore {

    static final String SIGNATURE = "X-Amz-Signature=5ec4e7";

    private final OutsideServer server;
    private volatile Path folder;
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private final List<ProgressDocument> progress = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private volatile int always;
    private volatile int fullParts;
    private volatile long partSize;
    private volatile boolean noProgress;
    private volatile CountDownLatch gathering = new CountDownLatch(0);

    ServedStore(OutsideServer server, Path folder) {
        this.server = server;
        this.folder = folder;
        server.at("/store/", this::handle);
    }

    /** The same store, with its parts in another folder. */
    ServedStore in(Path newFolder) {
        folder = newFolder;
        return this;
    }

    /** The next parts are answered with these. */
    void failingPartsWith(Integer... nextStatuses) {
        statuses.addAll(List.of(nextStatuses));
    }

    /** No part is answered before so many have come. */
    void withParts(int count) {
        gathering = new CountDownLatch(count);
    }

    void refusingProgress() {
        noProgress = true;
    }

    void failingAlwaysWith(int status) {
        always = status;
    }

    String url(String name) {
        return server.url("/store/" + name + "?" + SIGNATURE);
    }

    /** @param size the one length that they are taken with, in bytes */
    List<String> parts(int count, long size) {
        fullParts = count;
        partSize = size;
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> url("part-" + number))
                .toList();
    }

    List<ProgressDocument> progress() {
        return progress;
    }

    boolean hasResult() {
        return documents.containsKey("result");
    }

    ResultDocument result() {
        var bytes = documents.get("result");
        if (bytes == null) {
            throw new AssertionError("no result was put");
        }
        return Documents.read(DocumentType.RESULT, bytes);
    }

    /** How many parts were on their way at the same time, at most. */
    int partsAtOnce() {
        return atOnce.get();
    }

    /** Joins the parts of the result. */
    Path image() {
        var image = folder.resolve("joined");
        try (var out = Files.newOutputStream(image)) {
            for (var part : result().parts()) {
                Files.copy(folder.resolve("part-" + part.number()), out);
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        var name = exchange.getRequestURI().getPath().substring("/store/".length());
        if (!SIGNATURE.equals(exchange.getRequestURI().getQuery())
                || !exchange.getRequestMethod().equals("PUT")) {
            OutsideServer.status(exchange, 403);
            return;
        }
        if (name.startsWith("part-")) {
            atOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                gather();
                part(exchange, name);
            } finally {
                now.decrementAndGet();
            }
        } else {
            document(exchange, name);
        }
    }

    private void gather() {
        gathering.countDown();
        try {
            if (!gathering.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("parts come one by one");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void part(HttpExchange exchange, String name) throws IOException {
        var status = statuses.poll();
        if (status != null || always != 0) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            OutsideServer.status(exchange, status != null ? status : always);
            return;
        }
        if (!asSigned(exchange, Integer.parseInt(name.substring("part-".length())))) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            OutsideServer.status(exchange, 403);
            return;
        }
        var file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.copy(exchange.getRequestBody(), file);
        exchange.getResponseHeaders().set("ETag", "\"etag-of-%s\"".formatted(name));
        OutsideServer.status(exchange, 200);
    }

    /** Full parts have their length signed, the last one has not. */
    private boolean asSigned(HttpExchange exchange, int number) {
        return number > fullParts
                || String.valueOf(partSize).equals(exchange.getRequestHeaders().getFirst("Content-Length"));
    }

    private void document(HttpExchange exchange, String name) throws IOException {
        var content = exchange.getRequestBody().readAllBytes();
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            OutsideServer.status(exchange, 403);
            return;
        }
        if (always != 0 || (noProgress && name.equals("progress"))) {
            OutsideServer.status(exchange, always == 0 ? 500 : always);
            return;
        }
        documents.put(name, content);
        if (name.equals("progress")) {
            progress.add(Documents.read(DocumentType.PROGRESS, content));
        }
        OutsideServer.status(exchange, 200);
    }
}
