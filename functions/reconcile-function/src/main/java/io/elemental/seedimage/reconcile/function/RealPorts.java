package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.cluster.InstallationEvents;
import io.elemental.seedimage.cluster.KubernetesCluster;
import io.elemental.seedimage.cluster.KubernetesNamedObjects;
import io.elemental.seedimage.cluster.KubernetesRegistrations;
import io.elemental.seedimage.cluster.KubernetesSeedImages;
import io.elemental.seedimage.cluster.KubernetesTokenReviews;
import io.elemental.seedimage.cluster.builds.BaseBuildSettings;
import io.elemental.seedimage.cluster.builds.KubernetesBaseBuilds;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.telemetry.MeteredStore;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * Opens the ports: the cluster that this process runs in, or that its kubeconfig names, and the store of the settings.
 */
final class RealPorts {

    private static final int TIMEOUT_MILLIS = 10_000;

    private RealPorts() {}

    static Ports open(ReconcileFunctionSettings settings, MeterRegistry meters) {
        // The broker delivers events again, so long retries here are useless.
        var config = new ConfigBuilder()
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(1)
                .build();
        return of(
                new KubernetesClientBuilder()
                        .withConfig(config)
                        .withHttpClientBuilderConsumer(
                                http -> http.addOrReplaceInterceptor("meters", new MeteredCalls(meters)))
                        .build(),
                S3Store.open(settings.store()),
                settings.grants(),
                settings.usualPlatform(),
                settings.builds(),
                settings.senders().audience(),
                InstantSource.system(),
                meters);
    }

    static Ports of(
            KubernetesClient client,
            S3Store store,
            GrantSettings grants,
            Platform usual,
            BaseBuildSettings builds,
            String audience,
            InstantSource clock,
            MeterRegistry meters) {
        return new Ports(
                new KubernetesSeedImages(client, clock, usual),
                new KubernetesRegistrations(client),
                new KubernetesBaseBuilds(client, builds),
                new MeteredStore(store.objects(), meters),
                store.uploads(),
                grants.of(store, new KubernetesNamedObjects(client)),
                store.trial(),
                new KubernetesTokenReviews(client, audience)::subject,
                new KubernetesCluster(client)::uid,
                new InstallationEvents(client, builds.namespace(), clock)::tell,
                clock,
                meters);
    }
}
