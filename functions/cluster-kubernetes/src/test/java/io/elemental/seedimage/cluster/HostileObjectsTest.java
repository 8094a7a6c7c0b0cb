package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One tenant's objects are such as the API server takes and ordinary readers refuse; the other tenant's are honest. */
class HostileObjectsTest {

    private static final String DEEP = "is nested deeper than 100 levels";
    private static final String SPEC =
            "{\"registrationRef\": {\"name\": \"rack\"}, \"baseImage\": \"https://mirror.example/x.iso\", %s}";

    private final RealApiServer server = RealApiServer.orSkip();
    private final KubernetesSeedImages seedImages = new KubernetesSeedImages(server.client(), InstantSource.system());
    private final KubernetesRegistrations registrations = new KubernetesRegistrations(server.client());
    private final ActingUser user = new ActingUser(server.client());
    private final ActingProvider provider = new ActingProvider(server.client());
    private final ResourceRef hostile = new ResourceRef(server.newNamespace(), "hostile");
    private final ResourceRef honest = new ResourceRef(server.newNamespace(), "honest");

    @AfterEach
    void remove() {
        user.remove(hostile);
    }

    /** Trees for fields that take anything. */
    static Stream<String> trees() {
        return Stream.of(
                deep(1_100),
                deep(3_000),
                "{\"%s\": 1}".formatted("k".repeat(60_000)),
                "{\"%s\": 1}".formatted("k".repeat(600_000)),
                "{\"a\": [%s0]}".formatted("{},".repeat(200_000)));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("trees")
    void nobodyElseIsMissed(String tree) {
        user.create(hostile, SPEC.formatted("\"cloud-config\": " + tree));
        user.create(honest, SPEC.formatted("\"cloud-config\": {\"users\": []}"));

        assertThat(refs()).contains(hostile, honest);
        try (var all = seedImages.all()) {
            assertThat(all.map(SeedImage::ref)).contains(hostile, honest);
        }
        assertThat(seedImages.of(hostile.sibling("rack"))).containsExactly(hostile);
        assertThat(seedImages.of(honest.sibling("rack"))).containsExactly(honest);
        assertThat(seedImages.find(honest).orElseThrow().problem()).isEmpty();
        assertThat(seedImages.find(hostile).orElseThrow().registrationName()).isEqualTo("rack");
    }

    @Test
    void aProblemIsOnesOwnAndCanBeTold() {
        user.create(hostile, SPEC.formatted("\"retriggerBuild\": true, \"cloud-config\": " + deep(3_000)));
        var seedImage = seedImages.find(hostile).orElseThrow();

        assertThat(seedImage.problem())
                .hasValueSatisfying(problem ->
                        assertThat(problem).startsWith("spec.cloud-config.a.a").endsWith(DEEP));

        seedImages.acknowledgeRetrigger(seedImage);
        seedImages.report(seedImage, failed(seedImage.problem().orElseThrow()));

        assertThat(seedImages.find(hostile).orElseThrow().retrigger()).isFalse();
        assertThat(user.status(hostile).orElseThrow().conditions())
                .filteredOn(condition -> condition.type().equals("SeedImageReady")) // not what the API server fills in
                .singleElement()
                .satisfies(condition -> assertThat(condition.message()).endsWith(DEEP));
        assertThat(server.client()
                        .v1()
                        .events()
                        .inNamespace(hostile.namespace())
                        .list()
                        .getItems())
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage()).endsWith(DEEP));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("trees")
    void whatNobodyReadsOfARegistrationMayBeAnything(String tree) {
        provider.create(hostile, """
                {"config": {"cloudConfig": {"x": %1$s}, "elemental": {"install": %1$s, "registration": {"uri": "https://e.example/x", "caCert": "/ca.pem"}}}}
                """.formatted(tree.length() > 400_000 ? deep(2_000) : tree));
        provider.sayReady(hostile);

        assertThat(registrations.find(hostile).orElseThrow().uri()).isEqualTo("https://e.example/x");
        assertThat(registrations.find(hostile).orElseThrow().problem()).isEmpty();
    }

    /** Who may write an object may also write who managed which of its fields, down to any depth. */
    @ParameterizedTest(name = "[{index}]")
    @MethodSource("managed")
    void metadataMayBeAnything(String fields) {
        user.create(honest, SPEC.formatted("\"size\": 1"));
        var entry = """
                [{"manager": "m", "operation": "Update", "apiVersion": "%s", "time": "2026-01-01T00:00:00Z",
                  "fieldsType": "FieldsV1", "fieldsV1": %s}]
                """;
        user.create(
                hostile,
                SPEC.formatted("\"size\": 1"),
                entry.formatted("infrastructure.cluster.x-k8s.io/v1beta1", fields));
        provider.create(hostile, "{}");
        provider.createSecret(hostile, "dGhlIGtleQ==", entry.formatted("v1", fields));

        assertThat(refs()).contains(hostile, honest);
        assertThat(seedImages.find(hostile)).isPresent();
        assertThat(seedImages.of(hostile.sibling("rack"))).containsExactly(hostile);
        assertThat(registrations.find(hostile).orElseThrow().privateKeyPem()).hasValue("the key");
    }

    static Stream<String> managed() {
        return Stream.of(
                "{\"f:spec\": {\"f:cloud-config\": ".repeat(2_000) + "{}" + "}}".repeat(2_000),
                "{\"f:%s\": {}}".formatted("k".repeat(100_000)),
                IntStream.range(0, 30_000)
                        .mapToObj("\"f:k%s\": {}"::formatted)
                        .collect(Collectors.joining(",", "{", "}")));
    }

    private List<ResourceRef> refs() {
        try (var refs = seedImages.refs()) {
            return refs.toList();
        }
    }

    private static String deep(int levels) {
        return "{\"a\": ".repeat(levels) + "1" + "}".repeat(levels);
    }

    private static SeedImageStatus failed(String sentence) {
        var condition = new Condition("SeedImageReady", "False", "SeedImageBuildFailure", sentence, Instant.EPOCH);
        return new SeedImageStatus(
                1, SeedImageState.FAILED, "", "", null, "", null, List.of(), Map.of(), List.of(condition));
    }
}
