package io.elemental.seedimage.cluster;

import io.elemental.seedimage.rules.cluster.Announcement;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;

/** Tells whoever looks after an installation, by Events in its own namespace. */
public final class InstallationEvents {

    private final KubernetesEvents events;
    private final ObjectReference installation;

    /** @param namespace of the installation */
    public InstallationEvents(KubernetesClient client, String namespace, InstantSource clock) {
        this.events = new KubernetesEvents(client, "seedimage-reconciler", clock);
        this.installation = new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Namespace")
                .withNamespace(namespace)
                .withName(namespace)
                .build();
    }

    /** Writes an Event. A failure is logged and causes no retry. */
    public void tell(Announcement announcement) {
        events.tell(installation, announcement);
    }
}
