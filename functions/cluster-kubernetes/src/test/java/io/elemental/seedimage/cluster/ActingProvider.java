package io.elemental.seedimage.cluster;

import io.elemental.seedimage.cluster.api.ApiRequests;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes ElementalRegistrations and their keys, as users and the provider do. */
public final class ActingProvider {

    private static final String GROUP_VERSION = "infrastructure.cluster.x-k8s.io/v1beta1";
    private static final String KIND = "ElementalRegistration";

    private final KubernetesClient client;

    public ActingProvider(KubernetesClient client) {
        this.client = client;
    }

    /** Puts a registration, its status and its key in place of what is there. */
    public void put(Registration registration) {
        var ref = registration.ref();
        Namespaces.put(client, ref.namespace());
        apply(ref, spec(registration));
        if (registration.ready()) {
            sayReady(ref);
        }
        registration
                .privateKeyPem()
                .ifPresentOrElse(key -> putSecret(ref, Map.of("privKey", key)), () -> removeSecret(ref));
    }

    void apply(ResourceRef ref, Map<String, ?> spec) {
        var _ = client.resource(resource(ref, "spec", spec)).forceConflicts().serverSideApply();
    }

    /** Creates a registration as this JSON has its spec, which may be anything; its namespace is there. */
    public void create(ResourceRef ref, String spec) {
        var path = "/apis/%s/namespaces/%s/elementalregistrations".formatted(GROUP_VERSION, ref.namespace());
        var _ = client.raw(path, "POST", """
                {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "%s"}, "spec": %s}
                """.formatted(GROUP_VERSION, KIND, ref.name(), spec));
    }

    /** @param managed who managed which fields, as the tenant pretends */
    void createSecret(ResourceRef ref, String base64, String managed) {
        var path = "/api/v1/namespaces/%s/secrets".formatted(ref.namespace());
        var _ = client.raw(path, "POST", """
                {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "%s", "managedFields": %s},
                 "data": {"privKey": "%s"}}
                """.formatted(ref.name(), managed, base64));
    }

    /** Says it as a patch, of which nothing but this is read or written. */
    public void sayReady(ResourceRef ref) {
        var path = "/apis/%s/namespaces/%s/elementalregistrations/%s/status"
                .formatted(GROUP_VERSION, ref.namespace(), ref.name());
        var status = """
                {"status": {"conditions": [
                  {"type": "Ready", "status": "True", "lastTransitionTime": "2025-01-01T00:00:00Z"}]}}
                """;
        new ApiRequests(client).patch(path, "application/merge-patch+json", status);
    }

    void putSecret(ResourceRef ref, Map<String, String> data) {
        removeSecret(ref);
        var _ = client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(ref.namespace())
                        .withName(ref.name())
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .create();
    }

    public void remove(ResourceRef ref) {
        removeSecret(ref);
        var _ = client.resource(resource(ref, "spec", Map.of())).delete();
    }

    private void removeSecret(ResourceRef ref) {
        var _ = client.secrets()
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .delete();
    }

    private static Map<String, Object> spec(Registration registration) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("uri", registration.uri());
        fields.put("caCert", registration.caCert());
        fields.put("token", registration.token());
        fields.put("tokenDuration", registration.tokenDuration());
        fields.values().removeIf(Objects::isNull);
        return Map.of("config", Map.of("elemental", Map.of("registration", fields, "agent", registration.agent())));
    }

    private static GenericKubernetesResource resource(ResourceRef ref, String field, Object value) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP_VERSION)
                .withKind(KIND)
                .withNewMetadata()
                .withNamespace(ref.namespace())
                .withName(ref.name())
                .endMetadata()
                .addToAdditionalProperties(field, value)
                .build();
    }
}
