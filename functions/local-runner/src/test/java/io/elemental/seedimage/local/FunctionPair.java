package io.elemental.seedimage.local;

import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.local.processes.JavaProgram;
import io.elemental.seedimage.local.processes.LocalPort;
import io.elemental.seedimage.local.processes.ProcessMark;
import io.elemental.seedimage.local.store.LocalStore;
import io.elemental.seedimage.local.store.StoreAddress;
import io.elemental.seedimage.testing.JvmCommand;
import io.elemental.seedimage.testing.RealStore;
import io.elemental.seedimage.testing.StoreUsers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two functions as processes, between an API server and a store, with the keys of an installation. */
final class FunctionPair implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final RealApiServer server;
    private final RealStore minio;
    private final String namespace;
    private final int reconcilePort = LocalPort.choose(Optional.of(0));
    private final int downloadPort = LocalPort.choose(Optional.of(0));
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, String> more = new HashMap<>();
    private Path logs = Path.of("");

    FunctionPair(RealApiServer server, RealStore minio, String namespace) {
        this.server = server;
        this.minio = minio;
        this.namespace = namespace;
    }

    /** Has both push what they measure, once: when they end. */
    void measuredBy(Collector collector) {
        more.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString());
        more.put("OTEL_METRIC_EXPORT_INTERVAL", "3600000");
    }

    /**
     * Starts both and comes back when both answer.
     *
     * @param privateSources whether bases may come from private addresses
     */
    void start(Path folder, boolean privateSources) {
        logs = folder;
        var store = new StoreAddress(minio.endpoint(), namespace, minio.accessKey(), minio.secretKey());
        try (var _ = LocalStore.open(
                Options.parse("--s3", minio.endpoint().toString(), "--bucket", namespace),
                Folders.create(folder.resolve("store")),
                store.environment())) {
            // makes the bucket
        }
        var environment = new HashMap<>(store.environment());
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SEEDIMAGE_PUBLIC_URL", "http://127.0.0.1:" + downloadPort);
        environment.put("SEEDIMAGE_DOWNLOAD_CACHE_FOR", "0s");
        environment.put("SEEDIMAGE_RECONCILE_NAMESPACE", namespace);
        environment.put("SEEDIMAGE_SWEEP_LEAST_INTERVAL", "0s");
        environment.put("SEEDIMAGE_RECONCILE_PRIVATE_SOURCES", String.valueOf(privateSources));
        environment.put("SEEDIMAGE_BUILDER_IMAGE", "dev.local/base-builder:test");
        environment.put("KUBECONFIG", server.kubeconfig().toString());
        environment.putAll(more);
        var users = StoreUsers.orSkip(minio, namespace);
        var read = users.with("download");
        launch("download-function", with(environment, "AWS_", read), downloadPort);
        var reconcile = with(environment, "AWS_", users.with("reconcile"));
        var granting = with(reconcile, "SEEDIMAGE_S3_GRANT_", users.with("grant"));
        launch("reconcile-function", with(granting, "SEEDIMAGE_S3_READ_", read), reconcilePort);
        awaitAnswer(downloadPort);
        awaitAnswer(reconcilePort);
    }

    private static Map<String, String> with(Map<String, String> environment, String name, StoreUsers.User key) {
        var all = new HashMap<>(environment);
        all.put(name + "ACCESS_KEY_ID", key.accessKey());
        all.put(name + "SECRET_ACCESS_KEY", key.secretKey());
        return all;
    }

    /** Delivers an event as a broker does, and returns the status that it hears. */
    int event(String action, String kind, String in, String name) {
        var apiVersion = kind.equals("Job") ? "batch/v1" : "infrastructure.cluster.x-k8s.io/v1beta1";
        return post(
                "/reconcile",
                "dev.knative.apiserver.ref." + action,
                Map.of("ce-kind", kind, "ce-namespace", in, "ce-name", name, "ce-apiversion", apiVersion));
    }

    int sweep() {
        return post("/sweep", "dev.knative.sources.ping", Map.of());
    }

    /** What both said. */
    String logs() throws IOException {
        return Files.readString(logs.resolve("reconcile-function.log"))
                + Files.readString(logs.resolve("download-function.log"));
    }

    @Override
    public void close() {
        processes.forEach(process -> ProcessMark.end(process.toHandle()));
    }

    private int post(String path, String type, Map<String, String> extensions) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s%s".formatted(reconcilePort, path)))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "https://10.96.0.1:443")
                .header("ce-type", type)
                .header("content-type", "application/json");
        extensions.forEach(request::header);
        return status(request.build());
    }

    private void launch(String name, Map<String, String> environment, int port) {
        var settings = new HashMap<>(environment);
        settings.put("PORT", String.valueOf(port));
        settings.put("JAVA_TOOL_OPTIONS", String.join(" ", JvmCommand.FOREIGN_LOCALE));
        var home = Path.of("..", "..").toAbsolutePath();
        var jar = home.resolve(Path.of("functions", name, "target", name + ".jar"));
        try {
            processes.add(new JavaProgram(jar, ImageOptions.of(home, name))
                    .with(settings)
                    .redirectErrorStream(true)
                    .redirectOutput(logs.resolve(name + ".log").toFile())
                    .start());
        } catch (IOException e) {
            throw new AssertionError("cannot start " + name, e);
        }
    }

    private void awaitAnswer(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/healthz".formatted(port)))
                .build();
        var _ = Await.until(START_LIMIT, () -> Optional.of(status(request)).filter(code -> code > 0))
                .orElseThrow(() -> new AssertionError("nobody answers at " + port));
    }

    /** 0 where nobody answers. */
    private int status(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
