package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.cluster.builds.BaseBuildSettings;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.store.GrantKeys;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.Http;
import io.elemental.seedimage.testing.RealStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The function between a real API server and a real MinIO. */
final class RealFunction implements AutoCloseable {

    private static final Duration DELIVERY_LIMIT = Duration.ofMinutes(2);

    private final S3Store store;
    private final ServletWebServerApplicationContext context;
    private Duration ahead = Duration.ZERO;

    /**
     * @param namespace of Jobs; its name is the bucket's, too
     * @param more settings
     */
    RealFunction(KubernetesClient cluster, RealStore minio, URI endpoint, String namespace, Map<String, String> more) {
        store = store(minio, endpoint, namespace);
        store.createBucketIfMissing();
        var environment = new HashMap<>(more);
        environment.put("SEEDIMAGE_SWEEP_AT_START", "false");
        environment.put("SEEDIMAGE_SWEEP_LEAST_INTERVAL", "0s");
        environment.put("SEEDIMAGE_RECONCILE_NAMESPACE", namespace);
        environment.put("SEEDIMAGE_S3_BUCKET", namespace);
        context = ReconcileFunction.start(
                ReconcileFunctionSettings.fromEnvironment(RunningFunction.environment(environment)),
                RealPorts.of(
                        cluster,
                        store,
                        new GrantSettings(GrantKeys.NONE, true),
                        Platform.LINUX_AMD64,
                        new BaseBuildSettings(namespace, "example/base-builder:1"),
                        "",
                        () -> Instant.now().plus(ahead),
                        new SimpleMeterRegistry()));
    }

    static S3Store store(RealStore minio, URI endpoint, String bucket) {
        var settings = new S3Settings(endpoint, endpoint, "us-east-1", bucket, "");
        return S3Store.open(settings, minio.accessKey(), minio.secretKey());
    }

    /** Sets the function's clock against this machine's. */
    void skew(Duration skew) {
        ahead = skew;
    }

    /** What a lease that was not given back lasts, and more. */
    void waitForLease() {
        ahead = ahead.plus(Duration.ofMinutes(2));
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
        var request = Http.post(URI.create("http://127.0.0.1:%s%s".formatted(port, path)), new byte[0]);
        headers.forEach(request::setHeader);
        return Http.send(request, DELIVERY_LIMIT).statusCode();
    }

    @Override
    public void close() {
        context.close();
        store.close();
    }
}
