package io.elemental.seedimage.cluster;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Registrations;
import io.elemental.seedimage.rules.SeedImages;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A cluster as a kubeconfig names it, for who is outside of it. */
public final class ClusterConnection implements AutoCloseable {

    private final KubernetesClient client;

    private ClusterConnection(KubernetesClient client) {
        this.client = client;
    }

    /** {@link InvalidInputException} when the file is no kubeconfig. */
    public static ClusterConnection open(Path kubeconfig) {
        if (!Files.isRegularFile(kubeconfig)) {
            throw new InvalidInputException("--kubeconfig %s is no file".formatted(kubeconfig));
        }
        try {
            var config = Config.fromKubeconfig(kubeconfig.toFile());
            return new ClusterConnection(
                    new KubernetesClientBuilder().withConfig(config).build());
        } catch (KubernetesClientException | IllegalArgumentException _) { // its words may show what is in the file
            throw new InvalidInputException("--kubeconfig %s is no kubeconfig".formatted(kubeconfig));
        }
    }

    public SeedImages seedImages() {
        return new KubernetesSeedImages(client, InstantSource.system());
    }

    public Registrations registrations() {
        return new KubernetesRegistrations(client);
    }

    /** Tells of every change of a SeedImage or registration, by a thread of its own, until this is closed. */
    public void watch(Runnable changed) {
        for (var kind : List.of(SeedImageCalls.SEED_IMAGES, KubernetesRegistrations.REGISTRATIONS)) {
            watch(kind, changed);
        }
    }

    private void watch(ResourceDefinitionContext kind, Runnable changed) {
        var _ = client.genericKubernetesResources(kind)
                .inAnyNamespace()
                .inform(new ResourceEventHandler<GenericKubernetesResource>() {
                    @Override
                    public void onAdd(GenericKubernetesResource added) {
                        changed.run();
                    }

                    @Override
                    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
                        changed.run();
                    }

                    @Override
                    public void onDelete(GenericKubernetesResource deleted, boolean unknown) {
                        changed.run();
                    }
                });
    }

    @Override
    public void close() {
        client.close();
    }
}
