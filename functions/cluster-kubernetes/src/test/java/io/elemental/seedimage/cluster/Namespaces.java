package io.elemental.seedimage.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Namespaces of a cluster. */
final class Namespaces {

    private Namespaces() {}

    /** Makes a namespace, unless it is there. */
    static void put(KubernetesClient client, String name) {
        var _ = client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }
}
