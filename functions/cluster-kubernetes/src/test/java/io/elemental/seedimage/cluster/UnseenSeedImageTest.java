package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.resources.StatusFields;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.testing.Kstatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A SeedImage that nobody has looked at, read back from a real API server. */
class UnseenSeedImageTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final RealApiServer server = RealApiServer.orSkip();
    private final ResourceRef ref = new ResourceRef(server.newNamespace(), "seed");
    private final KubernetesSeedImages seedImages = new KubernetesSeedImages(server.client(), InstantSource.fixed(NOW));

    @Test
    void saysThatItWaitsAndWhy() {
        create();

        assertThat(conditions())
                .singleElement()
                .satisfies(condition -> assertThat(condition)
                        .containsEntry("type", "Ready")
                        .containsEntry("status", "Unknown")
                        .containsEntry("reason", "WaitingForController")
                        .containsEntry("lastTransitionTime", "1970-01-01T00:00:00Z")
                        .hasEntrySatisfying(
                                "message",
                                message ->
                                        assertThat(message.toString()).contains("its namespace may not be enabled")));
        var status = new SeedImageCalls(server.client(), "test")
                .status(ref)
                .flatMap(StatusFields::read)
                .orElseThrow();
        assertThat(Kstatus.of(1, status.observedGeneration(), status.toldConditions()))
                .isEqualTo(Kstatus.IN_PROGRESS);
    }

    @Test
    void nothingOfItStaysInTheFirstReport() {
        create();
        var told = new Condition("Ready", "False", "SeedImageBuildOngoing", "The base is being built.", NOW);
        var status = new SeedImageStatus(
                1, SeedImageState.STARTED, "", "", null, "", null, List.of(), Map.of(), List.of(told));

        seedImages.report(seedImages.find(ref).orElseThrow(), status);

        assertThat(conditions())
                .containsExactly(Map.of(
                        "type", "Ready",
                        "status", "False",
                        "reason", "SeedImageBuildOngoing",
                        "message", "The base is being built.",
                        "lastTransitionTime", "2026-11-24T12:00:00Z",
                        "observedGeneration", 1));
    }

    private void create() {
        var _ = server.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
                        kind: SeedImage
                        metadata: {name: seed, namespace: %s}
                        spec: {registrationRef: {name: rack}, baseImage: https://mirror.example/elemental.iso}
                        """.formatted(ref.namespace()), GenericKubernetesResource.class))
                .fieldValidation(Validation.STRICT)
                .create();
    }

    private List<Map<String, Object>> conditions() {
        return server.client()
                .genericKubernetesResources("infrastructure.cluster.x-k8s.io/v1beta1", "SeedImage")
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .get()
                .get("status", "conditions");
    }
}
