package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.cluster.resources.SeedImageResource;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.cluster.Warning;
import io.elemental.seedimage.testing.SeedImagesContract;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesSeedImagesTest implements SeedImagesContract {

    private final RealApiServer server = RealApiServer.orSkip();
    private final KubernetesSeedImages seedImages = new KubernetesSeedImages(server.client(), InstantSource.system());
    private final ActingUser user = new ActingUser(server.client());

    @Override
    public SeedImages seedImages() {
        return seedImages;
    }

    @Override
    public void create(SeedImage seedImage) {
        user.create(seedImage);
    }

    @Override
    public void remove(ResourceRef ref) {
        user.remove(ref);
    }

    @Override
    public String version(ResourceRef ref) {
        return user.version(ref);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "buildContainer | {\"image\": \"x\"} | spec.buildContainer is not supported yet",
                "registrationRef | {\"name\": \"rack\", \"namespace\": \"other\"} "
                        + "| spec.registrationRef.namespace 'other' is not '%s', the namespace of the SeedImage",
            })
    void whatTheSchemaCannotSeeIsAProblemOfTheOneSeedImage(String field, String json, String sentence) {
        var ref = new ResourceRef(server.newNamespace(), "seed");
        var spec = new HashMap<String, @Nullable Object>(minimal());
        spec.put(field, Serialization.unmarshal(json, Object.class));
        create(ref, spec);

        var found = seedImages.find(ref).orElseThrow();

        assertThat(found.problem()).hasValue(sentence.formatted(ref.namespace()));
        assertThat(found.registrationName()).isEqualTo("rack");
    }

    /** Whoever lists must not take a source for another one than who looks at one alone. */
    @Test
    void listsAllThatABaseIsMadeOf() {
        var ref = new ResourceRef(server.newNamespace(), "seed");
        var spec = new HashMap<String, @Nullable Object>(minimal());
        spec.put("baseDigest", "sha256:" + "a".repeat(64));
        spec.put("proxy", "http://proxy.example:3128");
        spec.put("basePullSecretRef", Map.of("name", "login"));
        spec.put("baseCA", Map.of("configMapRef", Map.of("name", "authorities")));
        spec.put("baseVerification", Map.of("keySecretRef", Map.of("name", "key")));
        spec.put("variants", List.of(Map.of("targetPlatform", "linux/arm64", "baseImage", "registry.example/arm:v1")));
        create(ref, spec);
        var found = seedImages.find(ref).orElseThrow();

        try (var all = seedImages.all()) {
            var listed = all.filter(seedImage -> seedImage.ref().equals(ref))
                    .findFirst()
                    .orElseThrow();
            assertThat(listed.base()).isEqualTo(found.base());
            assertThat(listed.ownBases()).isEqualTo(found.ownBases()).hasSize(1);
            assertThat(listed.variants()).isEqualTo(found.variants()).hasSize(2);
        }
    }

    @Test
    void tellsWarningsInTheStatusAndOnceInAnEvent() {
        var ref = new ResourceRef(server.newNamespace(), "seed");
        create(ref, minimal());
        var seedImage = seedImages.find(ref).orElseThrow();
        var warnings = List.of(new Warning("spec.cloud-config.bootcmd", "is not known to the boot tool"));

        seedImages.report(
                seedImage, status("SeedImageBuildUnknown", "a sentence").warning(warnings));
        seedImages.report(seedImage, status("SeedImageBuildUnknown", "another").warning(warnings));

        assertThat(user.status(ref).orElseThrow().warnings()).isEqualTo(warnings);
        assertThat(server.client()
                        .v1()
                        .events()
                        .inNamespace(ref.namespace())
                        .list()
                        .getItems())
                .extracting(event -> event.getType() + " " + event.getReason() + " " + event.getMessage())
                .containsExactly("Warning CloudConfigWarning spec.cloud-config.bootcmd is not known to the boot tool.");
        seedImages.report(seedImage, status("SeedImageBuildUnknown", "a third"));
        assertThat(user.status(ref).orElseThrow().warnings()).isEmpty();
    }

    @Test
    void listsPageByPage() {
        var namespace = server.newNamespace();
        IntStream.range(0, 230)
                .forEach(n ->
                        create(new ResourceRef(namespace, String.format(Locale.ROOT, "seed-%03d", n)), minimal()));

        try (var all = seedImages.all()) {
            assertThat(all.map(SeedImage::ref)
                            .filter(ref -> ref.namespace().equals(namespace))
                            .map(ResourceRef::name))
                    .hasSize(230)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void tellsWhatHappenedOnceInEvents() {
        var ref = new ResourceRef(server.newNamespace(), "seed");
        create(ref, minimal());
        var seedImage = seedImages.find(ref).orElseThrow();

        for (var reason : List.of(
                "SeedImageBuildUnknown",
                "SeedImageBuildOngoing",
                "SeedImageBuildOngoing",
                "SeedImageBuildFailure",
                "SeedImageBuildSuccess",
                "SeedImageBuildDeadline")) {
            seedImages.report(seedImage, status(reason, "first sentence"));
            seedImages.report(seedImage, status(reason, "second sentence"));
        }

        assertThat(server.client()
                        .v1()
                        .events()
                        .inNamespace(ref.namespace())
                        .list()
                        .getItems())
                .allSatisfy(
                        event -> assertThat(event.getInvolvedObject().getUid()).isEqualTo(seedImage.uid()))
                .extracting(event -> event.getType() + " " + event.getReason() + " " + event.getMessage())
                .containsExactlyInAnyOrder(
                        "Normal SeedImageBuildOngoing first sentence",
                        "Warning SeedImageBuildFailure first sentence",
                        "Normal SeedImageBuildSuccess first sentence",
                        "Normal SeedImageBuildDeadline first sentence");
    }

    @Test
    void statusBelongsToOneManagerAndLosesFieldsThatAreNoLongerSaid() {
        var ref = new ResourceRef(server.newNamespace(), "seed");
        create(ref, minimal());
        var seedImage = seedImages.find(ref).orElseThrow();

        seedImages.report(seedImage, SeedImagesContract.status(1, "True"));
        seedImages.report(seedImage, status("SeedImageBuildOngoing", "a sentence"));

        var resource = user.find(ref).orElseThrow();
        assertThat(resource.<Map<String, Object>>get("status")).doesNotContainKey("expiresAt");
        assertThat(resource.getMetadata().getManagedFields())
                .filteredOn(field -> "status".equals(field.getSubresource()))
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.getManager()).isEqualTo("seedimage-reconciler");
                    assertThat(field.getOperation()).isEqualTo("Apply");
                });
    }

    @Test
    void saysWhenAStatusIsRefused() {
        var ref = new ResourceRef(server.newNamespace(), "seed");
        create(ref, minimal());
        var seedImage = seedImages.find(ref).orElseThrow();

        assertThatThrownBy(() -> seedImages.report(seedImage, SeedImagesContract.status(1, "Perhaps")))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage("cannot apply the status of SeedImage %s: the Kubernetes API answers with status 422", ref);
    }

    @Test
    void saysWhatItMayNot() {
        var ref = new ResourceRef(server.newNamespace(), "seed");
        create(ref, minimal());
        var seedImage = seedImages.find(ref).orElseThrow();
        var forbidden = "the Kubernetes API answers with status 403";

        try (var client = new Access(server, ref.namespace())
                .to(SeedImageResource.GROUP, "seedimages", "get")
                .client()) {
            var limited = new KubernetesSeedImages(client, InstantSource.system());
            assertThatThrownBy(() -> limited.report(seedImage, status("SeedImageBuildOngoing", "a sentence")))
                    .isInstanceOf(ClusterRefusedException.class)
                    .hasMessage("cannot apply the status of SeedImage %s: %s", ref, forbidden);
            assertThatThrownBy(() -> limited.acknowledgeRetrigger(seedImage))
                    .isInstanceOf(ClusterRefusedException.class)
                    .hasMessage("cannot patch retriggerBuild of SeedImage %s: %s", ref, forbidden);
            assertThatThrownBy(limited::all)
                    .isInstanceOf(ClusterRefusedException.class)
                    .hasMessage("cannot list SeedImages: %s", forbidden);
            assertThatThrownBy(() -> limited.of(ref.sibling("rack")))
                    .isInstanceOf(ClusterRefusedException.class)
                    .hasMessage(
                            "cannot list SeedImages of ElementalRegistration %s: %s", ref.sibling("rack"), forbidden);
        }
    }

    @Test
    void doesWithoutEventsWhereItMayNotWriteThem() {
        var ref = new ResourceRef(server.newNamespace(), "seed");
        create(ref, minimal());
        var access = new Access(server, ref.namespace())
                .to(SeedImageResource.GROUP, "seedimages", "get")
                .to(SeedImageResource.GROUP, "seedimages/status", "patch");

        try (var client = access.client()) {
            var limited = new KubernetesSeedImages(client, InstantSource.system());
            limited.report(limited.find(ref).orElseThrow(), status("SeedImageBuildOngoing", "a sentence"));
        }

        assertThat(user.status(ref)).isPresent();
    }

    @Test
    void saysWhenNobodyAnswers() {
        try (var client = Access.toNobody();
                var all = Stream.of(new KubernetesSeedImages(client, InstantSource.system()))) {
            var away = all.findFirst().orElseThrow();
            assertThatThrownBy(() -> away.find(new ResourceRef("fleet", "seed")))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessage("cannot get SeedImage fleet/seed: the Kubernetes API does not answer");
            assertThatThrownBy(away::all)
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessage("cannot list SeedImages: the Kubernetes API does not answer");
        }
    }

    private void create(ResourceRef ref, Map<String, @Nullable Object> spec) {
        user.create(ref, spec);
    }

    private static Map<String, @Nullable Object> minimal() {
        return Map.of("registrationRef", Map.of("name", "rack"), "baseImage", "https://mirror.example/x.iso");
    }

    private static SeedImageStatus status(String reason, String message) {
        var condition = new Condition("SeedImageReady", "False", reason, message, Instant.EPOCH);
        return new SeedImageStatus(
                1, SeedImageState.STARTED, "", "", null, "", null, List.of(), Map.of(), List.of(condition));
    }
}
