package io.elemental.seedimage.cluster;

import io.elemental.seedimage.cluster.api.ApiRequests;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the cluster of a kubeconfig, for programs outside of the cluster. */
public final class ClusterConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterConnection.class);

    private final KubernetesClient client;
    private final ScheduledExecutorService watching = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("watch-", 0).daemon().factory());

    private ClusterConnection(KubernetesClient client) {
        this.client = client;
    }

    /** Opens the connection. {@link InvalidInputException} when the file is not a kubeconfig. */
    public static ClusterConnection open(Path kubeconfig) {
        if (!Files.isRegularFile(kubeconfig)) {
            throw new InvalidInputException("--kubeconfig %s is not a file".formatted(kubeconfig));
        }
        try {
            var config = Config.fromKubeconfig(kubeconfig.toFile());
            return new ClusterConnection(
                    new KubernetesClientBuilder().withConfig(config).build());
        } catch (KubernetesClientException | IllegalArgumentException _) { // its message may show content of the file
            throw new InvalidInputException("--kubeconfig %s is not a kubeconfig".formatted(kubeconfig));
        }
    }

    public SeedImages seedImages() {
        return new KubernetesSeedImages(client, InstantSource.system());
    }

    public Registrations registrations() {
        return new KubernetesRegistrations(client);
    }

    public NamedObjects namedObjects() {
        return new KubernetesNamedObjects(client);
    }

    /** Watches SeedImages and registrations in threads of its own. Reports every change, until this is closed. */
    public void watch(Runnable changed) {
        var requests = new ApiRequests(client);
        for (var kind : List.of(SeedImageCalls.path(), KubernetesRegistrations.path())) {
            var _ = watching.scheduleWithFixedDelay(() -> watch(requests, kind, changed), 0, 1, TimeUnit.SECONDS);
        }
    }

    /** Watches once. Ends when the API server ends the watch or is unreachable. */
    private static void watch(ApiRequests requests, String kind, Runnable changed) {
        try {
            requests.watch(kind, changed);
        } catch (KubernetesClientException e) {
            LOG.atDebug()
                    .addKeyValue("path", kind)
                    .addKeyValue("status", e.getCode())
                    .log("watching again");
        }
    }

    @Override
    public void close() {
        watching.shutdownNow();
        client.close();
    }
}
