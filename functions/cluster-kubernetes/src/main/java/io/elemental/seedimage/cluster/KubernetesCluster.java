package io.elemental.seedimage.cluster;

import static io.elemental.seedimage.cluster.api.ClusterCalls.calling;

import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** The cluster itself. */
public final class KubernetesCluster {

    private static final String OLDEST_NAMESPACE = "kube-system";

    private final KubernetesClient client;

    public KubernetesCluster(KubernetesClient client) {
        this.client = client;
    }

    /** The identity of this cluster: the uid of a namespace that lives as long as the cluster. */
    public String uid() {
        return calling(
                        "get Namespace " + OLDEST_NAMESPACE,
                        () -> Optional.ofNullable(
                                client.namespaces().withName(OLDEST_NAMESPACE).get()))
                .map(namespace -> namespace.getMetadata().getUid())
                .orElseThrow(() -> new ClusterUnavailableException(
                        "cannot get Namespace %s: it does not exist".formatted(OLDEST_NAMESPACE)));
    }
}
