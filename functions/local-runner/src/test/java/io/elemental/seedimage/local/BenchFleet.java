package io.elemental.seedimage.local;

import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.ResourceRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** SeedImages of one registration, as many as are wanted, at a real API server. */
final class BenchFleet {

    static final String BASE = "https://mirror.test/bench.iso";

    private final KubernetesClient client;
    private final String namespace;
    private int count;

    BenchFleet(RealApiServer server) {
        client = server.client();
        namespace = server.newNamespace();
        var key = RegistrationKeys.generate();
        var uri = "https://elemental.test/elemental/v1/namespaces/%s/registrations/rack".formatted(namespace);
        var token = RegistrationTokens.sign(key, uri, null, Instant.now());
        create("v1", "Secret", "rack", "stringData", Map.of("privKey", key));
        create(
                "infrastructure.cluster.x-k8s.io/v1beta1",
                "ElementalRegistration",
                "rack",
                "spec",
                Map.of(
                        "config",
                        Map.of(
                                "elemental",
                                Map.of(
                                        "registration",
                                        Map.of("uri", uri, "token", token),
                                        "agent",
                                        Map.of("useSystemCertPool", true)))));
        var _ = client.genericKubernetesResources("infrastructure.cluster.x-k8s.io/v1beta1", "ElementalRegistration")
                .inNamespace(namespace)
                .withName("rack")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\","
                                + " \"lastTransitionTime\": \"2026-11-01T00:00:00Z\"}]}}");
    }

    /** Creates SeedImages until there are so many, and returns those that are new. */
    List<ResourceRef> grow(int wanted) {
        var created = new ArrayList<ResourceRef>();
        if (count < wanted) { // alone: who looks a kind up waits for a thread that the others would hold
            created.add(seedImage(count));
        }
        created.addAll(IntStream.range(count + 1, wanted)
                .parallel()
                .mapToObj(this::seedImage)
                .toList());
        count = wanted;
        return created;
    }

    /** Deletes its SeedImages, so that no sweep sees them. */
    void disband() {
        var _ = client.genericKubernetesResources("infrastructure.cluster.x-k8s.io/v1beta1", "SeedImage")
                .inNamespace(namespace)
                .delete();
        count = 0;
    }

    void change(ResourceRef ref, String hostname) {
        var _ = client.genericKubernetesResources("infrastructure.cluster.x-k8s.io/v1beta1", "SeedImage")
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"cloud-config\": {\"hostname\": \"%s\"}}}".formatted(hostname));
    }

    private ResourceRef seedImage(int number) {
        var name = String.format(Locale.ROOT, "seed-%05d", number);
        create(
                "infrastructure.cluster.x-k8s.io/v1beta1",
                "SeedImage",
                name,
                "spec",
                Map.of(
                        "registrationRef",
                        Map.of("name", "rack"),
                        "baseImage",
                        BASE,
                        "cleanupAfterMinutes",
                        0,
                        "delivery",
                        "Proxy",
                        "cloud-config",
                        Map.of("hostname", name)));
        return new ResourceRef(namespace, name);
    }

    private void create(String apiVersion, String kind, String name, String field, Object value) {
        var metadata = Map.of("namespace", namespace, "name", name);
        var json = Serialization.asJson(
                Map.of("apiVersion", apiVersion, "kind", kind, "metadata", metadata, field, value));
        var _ = client.resource(Serialization.unmarshal(json, GenericKubernetesResource.class))
                .create();
    }
}
