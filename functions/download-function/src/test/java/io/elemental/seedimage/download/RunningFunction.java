package io.elemental.seedimage.download;

import io.elemental.seedimage.rules.SeedImagePaths;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.PresignedLinks;
import io.elemental.seedimage.telemetry.MeteredStore;
import io.elemental.seedimage.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The whole function on a port of its own, over the store of a test. */
final class RunningFunction implements AutoCloseable {

    static final String TOKEN_HEADER = "Registration-Authorization";

    private static final String LINK_KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

    private static final Map<String, String> LEAST = Map.of(
            "PORT", "0",
            "SERVER_ADDRESS", "127.0.0.1",
            "SEEDIMAGE_S3_ENDPOINT", "https://store.internal:9000",
            "SEEDIMAGE_S3_BUCKET", "images",
            "SEEDIMAGE_DOWNLOAD_CACHE_FOR", "0s",
            "SEEDIMAGE_DOWNLOAD_REFUSALS", "1000000");

    private final ServletWebServerApplicationContext context;
    private final int port;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private RunningFunction(ServletWebServerApplicationContext context) {
        this.context = context;
        this.port = Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /** Clients reach the store. */
    static RunningFunction start(Fleet fleet) {
        return start(fleet, Map.of("SEEDIMAGE_S3_PUBLIC_ENDPOINT", "https://store.example"));
    }

    /** With links of its own, which lead to where it listens. */
    static RunningFunction startWithLinks(Fleet fleet, Map<String, String> more) {
        var port = Integer.toString(FreePort.find());
        var settings = new HashMap<>(Map.of(
                "PORT",
                port,
                "SEEDIMAGE_PUBLIC_URL",
                "http://127.0.0.1:" + port,
                "SEEDIMAGE_DOWNLOAD_LINK_KEY",
                LINK_KEY));
        settings.putAll(more);
        return start(fleet, settings);
    }

    static RunningFunction start(Fleet fleet, Map<String, String> settings) {
        return start(fleet, settings, fleet.memory);
    }

    /** @param links to objects of a store that nobody asks */
    static RunningFunction start(Fleet fleet, Map<String, String> settings, PresignedLinks links) {
        return start(fleet, settings, fleet.store, links);
    }

    /** @param store another one than the fleet's */
    static RunningFunction start(Fleet fleet, Map<String, String> settings, ObjectStore store, PresignedLinks links) {
        var environment = new HashMap<>(LEAST);
        environment.putAll(settings);
        return new RunningFunction(DownloadFunction.start(
                DownloadSettings.fromEnvironment(environment),
                new DownloadFunction.Ports(new MeteredStore(store, fleet.meters), links, fleet.clock, fleet.meters)));
    }

    ServletWebServerApplicationContext context() {
        return context;
    }

    /** Where it listens, or did. */
    int port() {
        return port;
    }

    static String pathOf(String seedImage) {
        return SeedImagePaths.of(Fleet.RACK, seedImage);
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(60));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofByteArray());
    }

    HttpResponse<String> sendForText(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static HttpRequest.Builder head(HttpRequest.Builder request) {
        return request.method("HEAD", BodyPublishers.noBody());
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
