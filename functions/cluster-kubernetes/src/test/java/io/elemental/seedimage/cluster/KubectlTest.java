package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees: the real kubectl, with SeedImages whose status is ours. */
class KubectlTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String SOURCE = "https://mirror.example/elemental.iso";
    private static final Variant ISO = new Variant(ImageType.ISO, Platform.LINUX_AMD64);
    private static final String FILE = "rack-ready-amd64.iso";

    private final RealApiServer server = RealApiServer.orSkip();
    private final String namespace = server.newNamespace();
    private final KubernetesSeedImages seedImages = new KubernetesSeedImages(server.client(), InstantSource.fixed(now));

    @BeforeEach
    void createOneOfEachKind() {
        var fresh = create("fresh");
        assertThat(fresh.generation()).isOne();
        report(
                create("building"),
                SeedImageState.STARTED,
                "SeedImageBuildOngoing",
                "The base is being built: 40%.",
                preparing("The base is being built: 40%."),
                null);
        report(
                create("failed"),
                SeedImageState.FAILED,
                "SeedImageBuildFailure",
                "There is no such file.",
                new CatalogVariant.Failed(ISO, FILE, "There is no such file."),
                null);
        var ready = create("ready");
        report(
                ready,
                SeedImageState.STARTED,
                "SeedImageBuildOngoing",
                "The base is being built.",
                preparing("The base is being built."),
                null);
        report(
                ready,
                SeedImageState.COMPLETED,
                "SeedImageBuildSuccess",
                "seed image iso available",
                ready(),
                now.plus(HOUR));
    }

    @Test
    void getShowsAColumnForEachQuestion() {
        var lines = kubectl("get", "simg").lines().toList();

        assertThat(lines.getFirst().split(" +")).containsExactly("NAME", "READY", "STATE", "TYPE", "EXPIRES", "AGE");
        assertThat(lines.get(1)).matches("building +False +Started +iso +\\d+s");
        assertThat(lines.get(2)).matches("failed +False +Failed +iso +\\d+s");
        assertThat(lines.get(3)).matches("fresh +Unknown +iso +\\d+s");
        assertThat(lines.get(4)).matches("ready +True +Completed +iso +%s +\\d+s".formatted(now.plus(HOUR)));
        assertThat(lines).hasSize(5);
    }

    @Test
    void wideShowsTheReasonAndWhatItIsMadeOf() {
        var lines = kubectl("get", "simg", "-o", "wide").lines().toList();

        assertThat(lines.getFirst().split(" +")).endsWith("AGE", "REASON", "REGISTRATION", "PLATFORM", "BASE");
        assertThat(lines.get(2)).endsWith(SOURCE).matches(".*s +SeedImageBuildFailure +rack +linux/amd64 +\\S+");
        assertThat(lines.get(3)).matches(".*s +WaitingForController +rack +\\S+");
    }

    @Test
    void explainTellsDefaultUnitAndMeaning() {
        assertThat(kubectl("explain", "simg.spec.cleanupAfterMinutes").replaceAll("\\s+", " "))
                .contains("in minutes; 0, and anything below it, is for ever", "Default: 60.");
    }

    @Test
    void definitionIsAppliedByFileAndByFolder() {
        for (var folder : List.of("../../crds/seedimage.yaml", "../../crds/")) {
            assertThat(kubectl(
                            "apply", "--server-side", "--dry-run=server", "--force-conflicts", "-f", absolute(folder)))
                    .startsWith("customresourcedefinition.apiextensions.k8s.io/seedimages.")
                    .hasLineCount(1);
        }
        assertThat(kubectl("kustomize", absolute("../../crds"))).contains("kind: CustomResourceDefinition");
    }

    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().normalize().toString();
    }

    @Test
    void bothCategoriesNameThem() {
        assertThat(kubectl("get", "cluster-api", "-o", "name").lines()).hasSize(4);
        assertThat(kubectl("get", "elemental", "-o", "name").lines()).hasSize(4);
    }

    @Test
    void describeTellsAllThatIsKnown() {
        assertThat(kubectl("describe", "simg", "ready"))
                .contains("Download URL:", "Checksum URL:", "Expires At:", "State:  Completed")
                .containsPattern("Build: +3c4d-1")
                .containsPattern("Source: +" + SOURCE)
                .containsPattern("Revision: +\"etag\"")
                .containsPattern("Reason: +SeedImageBuildSuccess")
                .containsPattern("Events:")
                .containsPattern("Normal +SeedImageBuildOngoing +\\S+ +seedimage-reconciler +The base is")
                .containsPattern("Normal +SeedImageBuildSuccess +\\S+ +seedimage-reconciler +seed image iso");
    }

    @Test
    void waitEndsWhenTheImageIsReady() {
        assertThat(kubectl("wait", "--for=condition=Ready", "--timeout=5s", "simg/ready"))
                .isEqualTo("seedimage.infrastructure.cluster.x-k8s.io/ready condition met\n");
        assertThatThrownBy(() -> kubectl("wait", "--for=condition=Ready", "--timeout=1s", "simg/failed"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("timed out waiting for the condition on seedimages/failed");
    }

    private String kubectl(String... arguments) {
        var all = new ArrayList<>(List.of("--namespace", namespace));
        all.addAll(List.of(arguments));
        return server.kubectl(all.toArray(String[]::new));
    }

    private SeedImage create(String name) {
        var ref = new ResourceRef(namespace, name);
        var _ = server.client()
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("infrastructure.cluster.x-k8s.io/v1beta1")
                        .withKind("SeedImage")
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .addToAdditionalProperties(
                                "spec", Map.of("registrationRef", Map.of("name", "rack"), "baseImage", SOURCE))
                        .build())
                .create();
        return seedImages.find(ref).orElseThrow();
    }

    private void report(
            SeedImage seedImage,
            SeedImageState state,
            String reason,
            String message,
            CatalogVariant image,
            @Nullable Instant expiresAt) {
        var url = "https://seeds.example/elemental/v1/namespaces/%s/registrations/rack/seedimages/%s"
                .formatted(namespace, seedImage.ref().name());
        var ready = expiresAt != null;
        var made = ready ? "True" : "False";
        seedImages.report(
                seedImage,
                new SeedImageStatus(
                        seedImage.generation(),
                        state,
                        ready ? url : "",
                        ready ? url + "/sha256" : "",
                        expiresAt,
                        "https://seeds.example/elemental/v1/namespaces/%s/registrations/rack".formatted(namespace),
                        null,
                        List.of(image),
                        Map.of("3c4d-1", new BaseOrigin(seedImage.base().image(), "\"etag\"")),
                        List.of(
                                new Condition("Ready", made, reason, message, now),
                                new Condition("SeedImageReady", made, reason, message, now),
                                new Condition(
                                        "RegistrationReady",
                                        "True",
                                        "RegistrationReady",
                                        "The registration can be used.",
                                        now))));
    }

    private static CatalogVariant preparing(String sentence) {
        return new CatalogVariant.Preparing(ISO, FILE, sentence, null);
    }

    private static CatalogVariant ready() {
        return new CatalogVariant.Ready(
                ISO, FILE, "5e6f" + "0".repeat(60), 1_048_576_000L, "a1b2" + "0".repeat(60), "3c4d-1", false);
    }
}
