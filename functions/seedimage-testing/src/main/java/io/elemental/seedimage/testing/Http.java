package io.elemental.seedimage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A plain HTTP client that knows nothing of stores. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Http() {}

    public static HttpRequest.Builder get(URI uri) {
        return HttpRequest.newBuilder(uri);
    }

    public static HttpRequest.Builder put(URI uri, byte[] content) {
        return HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofByteArray(content));
    }

    public static HttpRequest.Builder post(URI uri, byte[] content) {
        return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(content));
    }

    public static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        return send(request, LIMIT);
    }

    public static HttpResponse<byte[]> send(HttpRequest.Builder request, Duration limit) {
        try {
            return CLIENT.send(request.timeout(limit).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
