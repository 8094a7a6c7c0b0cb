package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.testing.RealMinio;
import io.elemental.seedimage.testing.RealStore;
import io.fabric8.kubernetes.api.model.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tenant a has what the API server takes and an ordinary reader of JSON does not; tenant b wants an image. */
class HostileTenantTest {

    /** What a's cloud-configs hold, and how the sentence about it ends. */
    private static final Map<String, String> SENTENCES = new LinkedHashMap<>(Map.of(
            deep(1_100), " is nested deeper than 100 levels",
            deep(3_000), " is nested deeper than 100 levels",
            "{\"%s\": 1}".formatted("k".repeat(60_000)),
                    "spec.cloud-config has a key that takes 60000 characters; at most 1024 can be read",
            "{\"a\": [%s0]}".formatted("{},".repeat(200_000)), "spec.cloud-config has more than 65536 values"));

    private final RealApiServer server = RealApiServer.orSkip();
    private final RealStore minio = RealMinio.orSkip();
    private final String system = server.newNamespace();
    private final RealFunction function = new RealFunction(server.client(), minio, minio.endpoint(), system, Map.of());
    private final RealCluster cluster = new RealCluster(server, system);
    private final String a = server.newNamespace();
    private final ResourceRef b = new ResourceRef(server.newNamespace(), "seed");

    @AfterEach
    void end() {
        cluster.user.removeAll();
        function.close();
    }

    @Test
    void stopsNobodyAndIsToldWhatIsWrong() {
        var hostile = new LinkedHashMap<ResourceRef, String>();
        SENTENCES.forEach((cloudConfig, sentence) -> {
            var ref = new ResourceRef(a, "seed-" + hostile.size());
            cluster.user.create(ref, """
                    {"registrationRef": {"name": "rack"}, "baseImage": "https://mirror.example/a.iso", "cloud-config": %s}
                    """.formatted(cloudConfig));
            hostile.put(ref, sentence);
        });
        cluster.register(new ResourceRef(a, "rack"), RegistrationKeys.generate());
        cluster.provider.create(
                new ResourceRef(a, "deep"), "{\"config\": {\"cloudConfig\": {\"a\": %s}}}".formatted(deep(3_000)));
        cluster.register(b.sibling("rack"), RegistrationKeys.generate());
        cluster.create(b, "rack", "https://mirror.example/b.iso");

        assertThat(function.event(Events.API, "ElementalRegistration", a, "deep"))
                .isEqualTo(204);
        hostile.keySet()
                .forEach(ref -> assertThat(function.event(Events.API, "SeedImage", a, ref.name()))
                        .isEqualTo(204));
        assertThat(function.event(Events.API, "ElementalRegistration", b.namespace(), "rack"))
                .isEqualTo(204);
        assertThat(cluster.state(b)).isEqualTo(SeedImageState.STARTED);
        assertThat(function.event("batch/v1", "Job", system, "base-" + cluster.build()))
                .isEqualTo(204);
        assertThat(cluster.state(b)).isEqualTo(SeedImageState.COMPLETED);
        assertThat(function.sweep()).isEqualTo(204);

        hostile.forEach((ref, sentence) -> {
            assertThat(cluster.state(ref)).isEqualTo(SeedImageState.FAILED);
            assertThat(cluster.user.status(ref).orElseThrow().conditions())
                    .filteredOn(condition -> condition.type().equals("SeedImageReady"))
                    .singleElement()
                    .satisfies(condition -> assertThat(condition.message()).endsWith(sentence));
            assertThat(events(ref))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getMessage()).endsWith(sentence));
        });
    }

    private List<Event> events(ResourceRef ref) {
        return server.client()
                .v1()
                .events()
                .inNamespace(ref.namespace())
                .withField("involvedObject.name", ref.name())
                .list()
                .getItems();
    }

    private static String deep(int levels) {
        return "{\"a\": ".repeat(levels) + "1" + "}".repeat(levels);
    }
}
