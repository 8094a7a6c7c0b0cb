package io.elemental.seedimage.builder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A registry with one repository, "team/image", that answers at /v2/ as a test wants it to. */
final class SmallRegistry implements HttpHandler {

    static final String REPOSITORY = "team/image";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";
    static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";

    /** As go-containerregistry's registry wants it: with an end. */
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-[0-9]+");

    /** Answers instead of the registry, or does not. */
    @FunctionalInterface
    interface Guard {

        /** True where it answered. */
        boolean answers(HttpExchange exchange) throws IOException;
    }

    /** A manifest and its type. */
    private record Document(String type, String text) {

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, Document> manifests = new ConcurrentHashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile List<Guard> guards = List.of();
    private volatile int cutAfter = Integer.MAX_VALUE;

    /** What was asked for, as in "blobs/sha256:... 206". */
    List<String> requests() {
        return requests;
    }

    /** The credentials of every request; "-" where there were none. */
    List<String> authorizations() {
        return authorizations;
    }

    /** A registry at the root of a server, as registries are. */
    static SmallRegistry at(OutsideServer server) {
        var registry = new SmallRegistry();
        server.at("/v2/", registry);
        return registry;
    }

    SmallRegistry guardedBy(Guard guard) {
        guards = Stream.concat(guards.stream(), Stream.of(guard)).toList();
        return this;
    }

    /** In place of all guards that there were. */
    void answering(Guard guard) {
        guards = List.of(guard);
    }

    /** Ends every answer with a blob after so many bytes. */
    SmallRegistry cuttingAfter(int bytes) {
        cutAfter = bytes;
        return this;
    }

    /** Returns the digest. */
    String blob(byte[] bytes) {
        var digest = digest(bytes);
        blobs.put(digest, bytes);
        sizes.put(digest, bytes.length);
        return digest;
    }

    /** Serves other bytes for a digest. */
    void lie(String digest, byte[] bytes) {
        blobs.put(digest, bytes);
    }

    /** Puts an image with layers; returns its digest. */
    String image(@Nullable String tag, byte[]... layers) {
        return manifest(
                tag,
                IMAGE,
                imageOf(Stream.of(layers).map(bytes -> layer(blob(bytes), "")).toList()));
    }

    static String imageOf(List<String> layers) {
        return """
                {"schemaVersion":2,"mediaType":"%s","config":{"digest":"sha256:%s","size":2},"layers":[%s]}""".formatted(IMAGE, "0".repeat(64), String.join(",", layers));
    }

    /** @param more fields, as JSON that begins with a comma; or empty */
    String layer(String digest, String more) {
        return """
                {"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%s%s}""".formatted(digest, sizes.get(digest), more);
    }

    /** Puts an index of manifests that are there. */
    String index(@Nullable String tag, Map<String, String> digests) {
        return manifest(tag, INDEX, """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}""".formatted(
                        INDEX,
                        digests.entrySet().stream()
                                .map(entry -> entry(entry.getKey(), entry.getValue()))
                                .sorted()
                                .collect(Collectors.joining(","))));
    }

    static String entry(String platform, String digest) {
        var words = platform.split("/", 3);
        var variant = words.length > 2 ? ",\"variant\":\"%s\"".formatted(words[2]) : "";
        return """
                {"mediaType":"%s","digest":"%s","size":1,"platform":{"os":"%s","architecture":"%s"%s}}""".formatted(IMAGE, digest, words[0], words[1], variant);
    }

    /** Puts a manifest, by its digest and perhaps a tag; returns the digest. */
    String manifest(@Nullable String tag, String type, String text) {
        var document = new Document(type, text);
        var digest = digest(document.bytes());
        manifests.put(digest, document);
        if (tag != null) {
            manifests.put(tag, document);
        }
        return digest;
    }

    /** Serves a manifest by whatever name, also a digest that is not its own. */
    void manifestAt(String name, String type, String text) {
        manifests.put(name, new Document(type, text));
    }

    static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorizations.add(String.valueOf(exchange.getRequestHeaders()
                    .getOrDefault("Authorization", new ArrayList<>(List.of("-")))
                    .getFirst()));
            var path = exchange.getRequestURI().getPath();
            for (var guard : guards) {
                if (guard.answers(exchange)) {
                    requests.add(path.replaceFirst("^/v2/" + REPOSITORY + "/", "") + " " + exchange.getResponseCode());
                    return;
                }
            }
            var start = "/v2/" + REPOSITORY + "/";
            if (path.startsWith(start + "manifests/")) {
                manifest(exchange, path.substring(start.length() + 10));
            } else if (path.startsWith(start + "blobs/")) {
                blob(exchange, path.substring(start.length() + 6));
            } else {
                problem(exchange, 404, path.startsWith(start) ? "UNSUPPORTED" : "NAME_UNKNOWN");
            }
            requests.add(path.replaceFirst("^" + start, "") + " " + exchange.getResponseCode());
        }
    }

    private void manifest(HttpExchange exchange, String name) throws IOException {
        var document = manifests.get(name);
        var accepted = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
        if (document == null || !accepted.contains(document.type())) {
            problem(exchange, 404, "MANIFEST_UNKNOWN");
            return;
        }
        var etag = "\"%s\"".formatted(digest(document.bytes()));
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(document.bytes()));
        exchange.getResponseHeaders().set("Content-Type", document.type());
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        exchange.sendResponseHeaders(200, document.bytes().length);
        exchange.getResponseBody().write(document.bytes());
    }

    private void blob(HttpExchange exchange, String digest) throws IOException {
        var bytes = blobs.get(digest);
        if (bytes == null) {
            problem(exchange, 404, "BLOB_UNKNOWN");
            return;
        }
        var range = exchange.getRequestHeaders().getFirst("Range");
        var asked = RANGE.matcher(String.valueOf(range));
        var start = asked.matches() ? Integer.parseInt(asked.group(1)) : 0;
        if ((range != null && !asked.matches()) || (start >= bytes.length && start > 0)) {
            problem(exchange, 416, "RANGE_INVALID");
            return;
        }
        if (start > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %s-%s/%s".formatted(start, bytes.length - 1, bytes.length));
        }
        exchange.sendResponseHeaders(start > 0 ? 206 : 200, bytes.length == 0 ? -1 : bytes.length - start);
        exchange.getResponseBody().write(bytes, start, Math.min(cutAfter, bytes.length - start));
        exchange.getResponseBody().flush();
    }

    static void problem(HttpExchange exchange, int status, String code) throws IOException {
        var text = "{\"errors\":[{\"code\":\"%s\"}]}".formatted(code).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
    }
}
