package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.cluster.BaseBuildSettings;
import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.CuttingProxy;
import io.elemental.seedimage.testing.RealMinio;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.SocketFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The function between a real API server and a real MinIO, either of which can be cut off. */
final class RealFunction implements AutoCloseable {

    final CuttingProxy api;
    final CuttingProxy store;
    private final S3Store objects;
    private final KubernetesClient cluster;
    private final ServletWebServerApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private Duration ahead = Duration.ZERO;

    /** @param namespace of Jobs; its name is the bucket's, too */
    RealFunction(RealApiServer server, RealMinio minio, String namespace) {
        this(server, minio, namespace, Map.of());
    }

    /** @param more settings */
    RealFunction(RealApiServer server, RealMinio minio, String namespace, Map<String, String> more) {
        var config = server.config().build();
        api = new CuttingProxy(URI.create(config.getMasterUrl()), tls(config));
        store = new CuttingProxy(minio.endpoint(), SocketFactory.getDefault());
        var settings = new S3Settings(store.uri(), store.uri(), "us-east-1", namespace, "");
        objects = S3Store.open(settings, minio.accessKey(), minio.secretKey());
        objects.createBucketIfMissing();
        cluster = new KubernetesClientBuilder()
                .withConfig(server.config()
                        .withMasterUrl(api.uri().toString())
                        .withRequestRetryBackoffLimit(1)
                        .build())
                .build();
        var environment = new HashMap<>(more);
        environment.put("SEEDIMAGE_SWEEP_AT_START", "false");
        environment.put("SEEDIMAGE_RECONCILE_NAMESPACE", namespace);
        environment.put("SEEDIMAGE_S3_BUCKET", namespace);
        context = ReconcileFunction.start(
                ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(environment)),
                RealPorts.of(
                        cluster,
                        objects,
                        new BaseBuildSettings(namespace, "example/base-builder:1"),
                        () -> Instant.now().plus(ahead)));
    }

    private static SocketFactory tls(Config config) {
        try {
            return SSLUtils.sslContext(config).getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("no TLS", e);
        }
    }

    /** What a lease that was not given back lasts, and more. */
    void waitForLease() {
        ahead = ahead.plus(Duration.ofMinutes(2));
    }

    /** Sets the function's clock against this machine's. */
    void skew(Duration skew) {
        ahead = skew;
    }

    /** Delivers an event and returns the status of the answer. */
    int event(String apiVersion, String kind, String namespace, String name) {
        return post("/reconcile", Events.binary("dev.knative.apiserver.ref.update", apiVersion, kind, namespace, name));
    }

    int sweep() {
        return post("/sweep", Events.ping());
    }

    private int post(String path, Map<String, String> headers) {
        var port = Objects.requireNonNull(context.getWebServer()).getPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        headers.forEach(request::setHeader);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        context.close();
        cluster.close();
        objects.close();
        client.close();
        api.close();
        store.close();
    }
}
