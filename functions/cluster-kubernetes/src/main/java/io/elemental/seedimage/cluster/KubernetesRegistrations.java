package io.elemental.seedimage.cluster;

import static io.elemental.seedimage.cluster.ClusterCalls.calling;

import io.elemental.seedimage.rules.Registration;
import io.elemental.seedimage.rules.Registrations;
import io.elemental.seedimage.rules.ResourceRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The ElementalRegistrations of a cluster, each with the one Secret that the provider looks at: that of its name. */
public final class KubernetesRegistrations implements Registrations {

    // Read as a JSON tree: one object with a field that no type foresees must not hide the others.
    static final ResourceDefinitionContext REGISTRATIONS = new ResourceDefinitionContext.Builder()
            .withGroup("infrastructure.cluster.x-k8s.io")
            .withVersion("v1beta1")
            .withKind("ElementalRegistration")
            .withPlural("elementalregistrations")
            .withNamespaced(true)
            .build();

    private static final String PRIVATE_KEY = "privKey";

    private final KubernetesClient client;

    public KubernetesRegistrations(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<Registration> find(ResourceRef ref) {
        return resource(ref)
                .map(resource -> RegistrationResource.read(
                        ref,
                        String.valueOf(resource.getMetadata().getUid()),
                        resource.getAdditionalProperties(),
                        privateKey(ref)));
    }

    private Optional<GenericKubernetesResource> resource(ResourceRef ref) {
        return calling(
                "get ElementalRegistration " + ref,
                () -> Optional.ofNullable(client.genericKubernetesResources(REGISTRATIONS)
                        .inNamespace(ref.namespace())
                        .withName(ref.name())
                        .get()));
    }

    private Optional<String> privateKey(ResourceRef ref) {
        return calling(
                        "get Secret " + ref,
                        () -> Optional.ofNullable(client.secrets()
                                .inNamespace(ref.namespace())
                                .withName(ref.name())
                                .get()))
                .map(Secret::getData)
                .map(data -> data.get(PRIVATE_KEY))
                .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8))
                .filter(pem -> !pem.isEmpty());
    }
}
