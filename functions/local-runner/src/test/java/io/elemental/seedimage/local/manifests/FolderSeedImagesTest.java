package io.elemental.seedimage.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderSeedImagesTest {

    private static final ResourceRef SEED = new ResourceRef("fleet", "seed");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String TEXT = Texts.seedImage("seed");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @BeforeEach
    void begin() {
        write(TEXT);
    }

    @Test
    void fillsInTheDefaultsOfTheResource() {
        write(TEXT.replace("  cleanupAfterMinutes: 0\n", ""));

        var seed = seed();

        assertThat(seed.registration()).isEqualTo(new ResourceRef("fleet", "rack"));
        assertThat(seed.cleanupAfterMinutes()).isEqualTo(60);
        assertThat(seed.sizeInBytes()).isEqualTo(6L << 30);
        assertThat(seed.variants()).containsExactly(new Variant(ImageType.ISO, Platform.LINUX_AMD64));
        assertThat(seed.pullPolicy()).isEqualTo(PullPolicy.IF_NOT_PRESENT);
        assertThat(seed.delivery()).isEqualTo(Delivery.AUTO);
        assertThat(seed.retrigger()).isFalse();
        assertThat(seed.cloudConfig()).isEmpty();
    }

    @Test
    void readsWhatIsSaid() {
        write(TEXT + """
                  type: raw
                  targetPlatform: linux/aarch64
                  variants: [{type: iso}]
                  basePullPolicy: Always
                  delivery: Proxy
                  size: 500M
                  cloud-config: {hostname: a}
                """);

        var seed = seed();

        assertThat(seed.variants())
                .containsExactly(
                        new Variant(ImageType.RAW, Platform.LINUX_ARM64),
                        new Variant(ImageType.ISO, Platform.LINUX_AMD64));
        assertThat(seed.pullPolicy()).isEqualTo(PullPolicy.ALWAYS);
        assertThat(seed.delivery()).isEqualTo(Delivery.PROXY);
        assertThat(seed.sizeInBytes()).isEqualTo(500_000_000);
        assertThat(seed.cloudConfig()).containsOnlyKeys("hostname");
    }

    @Test
    void theDeliveryIsTheDefaultUnlessItIsSaid() {
        assertThat(images(Delivery.REDIRECT).find(SEED).orElseThrow().delivery())
                .isEqualTo(Delivery.REDIRECT);
        write(TEXT + "  delivery: Auto\n");
        assertThat(images(Delivery.REDIRECT).find(SEED).orElseThrow().delivery())
                .isEqualTo(Delivery.AUTO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "  buildContainer: {image: x} | spec.buildContainer is not supported yet",
                "  registrationRef: {name: rack, namespace: lab}| spec.registrationRef.namespace 'lab' is not 'fleet', the namespace of the SeedImage"
            })
    void whatTheClusterTakesAndCannotDoIsAProblemOfTheSeedImage(String line, String sentence) {
        write(TEXT.replace("  registrationRef:\n    name: rack\n", "  registrationRef: {name: rack}\n")
                        .replace(line.contains("registrationRef") ? "  registrationRef: {name: rack}\n" : "\0", "")
                + "  " + line.strip() + "\n");

        assertThat(seed().problem()).hasValue(sentence);
    }

    @Test
    void theGenerationGrowsWithTheSpecAndIsRemembered() {
        assertThat(seed().generation()).isEqualTo(1);
        assertThat(seed().generation()).isEqualTo(1);

        write(TEXT + "  size: 1Gi\n");
        assertThat(seed().generation()).isEqualTo(2);

        write("# a comment\n" + TEXT + "  size: 1Gi\n");
        assertThat(seed().generation()).isEqualTo(2);
    }

    @Test
    void aRetriggerThatWasActedOnIsOverUntilItIsAskedForAgain() {
        write(TEXT + "  retriggerBuild: true\n");
        assertThat(seed().retrigger()).isTrue();

        images().acknowledgeRetrigger(seed());
        assertThat(seed().retrigger()).isFalse();

        write(TEXT + "  retriggerBuild: false\n");
        assertThat(seed().retrigger()).isFalse();

        write(TEXT + "  retriggerBuild: true\n");
        assertThat(seed().retrigger()).isTrue();
    }

    @Test
    void actingOnARetriggerIsAChangeOfTheSpecAsInACluster() {
        write(TEXT + "  retriggerBuild: true\n");
        var asked = seed();

        images().acknowledgeRetrigger(asked);

        assertThat(seed().generation()).isEqualTo(asked.generation() + 1);
    }

    @Test
    void remembersWhenAGenerationWasCompleted() {
        var seed = seed();
        assertThat(seed.completedAt()).isEmpty();

        images().report(seed, status(seed, SeedImageState.STARTED, null));
        assertThat(seed().completedAt()).isEmpty();

        images().report(seed, status(seed, SeedImageState.COMPLETED, null));
        assertThat(seed().completedAt()).as("of one that lives for ever").isEmpty();

        var mortal = TEXT.replace("cleanupAfterMinutes: 0", "cleanupAfterMinutes: 10");
        write(mortal);
        images().report(seed(), status(seed(), SeedImageState.COMPLETED, NOW.plus(Duration.ofMinutes(10))));
        assertThat(seed().completedAt()).contains(NOW);

        write(mortal + "  size: 1Gi\n");
        assertThat(seed().completedAt()).isEmpty();
    }

    @Test
    void theEndThatWasReportedSaysWhenItWasCompleted() {
        write(TEXT.replace("cleanupAfterMinutes: 0", "cleanupAfterMinutes: 10"));
        var seed = seed();

        images().report(seed, status(seed, SeedImageState.COMPLETED, NOW.plus(Duration.ofMinutes(7))));

        assertThat(seed().completedAt()).contains(NOW.minus(Duration.ofMinutes(3)));
    }

    @Test
    void theStatusLiesBesideTheData() {
        var seed = seed();

        images().report(seed, status(seed, SeedImageState.COMPLETED, null));

        assertThat(data.resolve("status/fleet/seed.yaml"))
                .content()
                .contains("state: Completed", "observedGeneration: 1", "message: all there", "reason: Done");
        assertThat(new SeedImageFiles(data).withStatus()).containsExactly(SEED);
        assertThat(folder.resolve("a.yaml")).hasContent(TEXT);
    }

    @Test
    void knowsWhoNamesARegistration() {
        write(TEXT + "---\n" + Texts.seedImage("other").replace("name: rack", "name: lab"));

        assertThat(images().of(new ResourceRef("fleet", "rack"))).containsExactly(SEED);
        assertThat(images().of(new ResourceRef("edge", "rack"))).isEmpty();
        assertThat(images().all().map(SeedImage::ref)).containsExactly(new ResourceRef("fleet", "other"), SEED);
    }

    private static SeedImageStatus status(SeedImage seed, SeedImageState state, @Nullable Instant expiresAt) {
        var condition = new Condition("Ready", "True", "Done", "all there", NOW);
        return new SeedImageStatus(
                seed.generation(), state, "", "", expiresAt, "", null, List.of(), Map.of(), List.of(condition));
    }

    private void write(String text) {
        try {
            Files.writeString(folder.resolve("a.yaml"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private SeedImage seed() {
        return images().find(SEED).orElseThrow();
    }

    private FolderSeedImages images() {
        return images(Delivery.AUTO);
    }

    private FolderSeedImages images(Delivery defaultDelivery) {
        var manifests = new ManifestFolder(folder).read(Manifests.NONE);
        assertThat(manifests.problems()).isEmpty();
        return new FolderSeedImages(
                () -> manifests, new SeedImageFiles(data), defaultDelivery, InstantSource.fixed(NOW));
    }
}
