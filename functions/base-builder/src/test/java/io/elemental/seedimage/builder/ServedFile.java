package io.elemental.seedimage.builder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Serves one file, with ranges, validators, and the faults that a test wants. */
final class ServedFile implements HttpHandler {

    private final Path file;
    private final Queue<Long> breaks = new ConcurrentLinkedQueue<>();
    private final List<Map<String, List<String>>> requests = new CopyOnWriteArrayList<>();
    private volatile boolean ranges = true;
    private volatile boolean chunked;
    private volatile @Nullable String etag = "\"v1\"";
    private volatile @Nullable String lastModified;
    private volatile @Nullable String nextEtag;
    private volatile int misplaced;

    ServedFile(Path file) {
        this.file = file;
    }

    /** The headers of every request so far. */
    List<Map<String, List<String>>> requests() {
        return requests;
    }

    List<String> requested(String header) {
        return requests.stream()
                .map(headers -> headers.getOrDefault(header, List.of("-")).getFirst())
                .toList();
    }

    ServedFile withoutRanges() {
        ranges = false;
        return this;
    }

    ServedFile withoutLength() {
        chunked = true;
        return this;
    }

    ServedFile validators(@Nullable String newEtag, @Nullable String newLastModified) {
        etag = newEtag;
        lastModified = newLastModified;
        return this;
    }

    /** After so many bytes of the next answer the connection ends, then of the one after it, and so on. */
    ServedFile breakingAfter(Long... bytes) {
        breaks.addAll(List.of(bytes));
        return this;
    }

    /** What the file's ETag is after the next answer. */
    ServedFile changingTo(String newEtag) {
        nextEtag = newEtag;
        return this;
    }

    /** Says of every range that it begins one byte later. */
    ServedFile misplacingRanges() {
        misplaced = 1;
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        requests.add(Map.copyOf(headers));
        if (requests.size() > 1 && nextEtag != null) {
            etag = nextEtag;
        }
        if (etag != null) {
            exchange.getResponseHeaders().set("ETag", etag);
        }
        if (lastModified != null) {
            exchange.getResponseHeaders().set("Last-Modified", lastModified);
        }
        if (etag != null && etag.equals(headers.getFirst("If-None-Match"))) {
            OutsideServer.status(exchange, 304);
            return;
        }
        var size = Files.size(file);
        var start = start(headers.getFirst("Range"), headers.getFirst("If-Range"));
        if (start > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %s-%s/%s".formatted(start + misplaced, size - 1, size));
        }
        exchange.sendResponseHeaders(start > 0 ? 206 : 200, chunked ? 0 : size - start);
        send(exchange, start, size - start);
    }

    private long start(@Nullable String range, @Nullable String ifRange) {
        var validator = etag != null ? etag : lastModified;
        return ranges && range != null && (ifRange == null || ifRange.equals(validator))
                ? Long.parseLong(range.replaceAll("[^0-9]", ""))
                : 0;
    }

    private void send(HttpExchange exchange, long start, long length) throws IOException {
        var limit = breaks.poll();
        try (var in = Channels.newInputStream(FileChannel.open(file).position(start))) {
            if (limit == null) {
                in.transferTo(exchange.getResponseBody());
                return;
            }
            exchange.getResponseBody().write(in.readNBytes((int) Math.min(limit, length)));
            exchange.getResponseBody().flush();
        }
    }
}
