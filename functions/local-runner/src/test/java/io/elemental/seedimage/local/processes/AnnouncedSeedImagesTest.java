package io.elemental.seedimage.local.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.Warning;
import io.elemental.seedimage.testing.InMemorySeedImages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncedSeedImagesTest {

    private static final ResourceRef SEED = new ResourceRef("fleet", "seed");

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void tellsWarningsOnce() {
        var known = new InMemorySeedImages();
        var seedImage = seedImage();
        known.put(seedImage);
        var announced = new AnnouncedSeedImages(known, new Terminal(new PrintStream(screen, true, UTF_8)), _ -> {});
        var warned = status().warning(List.of(new Warning("spec.cloud-config.bootcmd", "is not known")));

        announced.report(seedImage, warned);
        announced.report(seedImage, warned);
        announced.report(seedImage, status());

        assertThat(screen.toString(UTF_8).lines())
                .containsExactly(
                        "SeedImage fleet/seed: Started",
                        "SeedImage fleet/seed: warning: spec.cloud-config.bootcmd is not known.");
    }

    private static SeedImageStatus status() {
        return new SeedImageStatus(1, SeedImageState.STARTED, "", "", null, "", null, List.of(), Map.of(), List.of());
    }

    private static SeedImage seedImage() {
        return new SeedImage(
                SEED,
                "uid",
                1,
                "rack",
                "https://mirror.test/a.iso",
                PullPolicy.IF_NOT_PRESENT,
                List.of(new Variant(ImageType.ISO, Platform.LINUX_AMD64)),
                0,
                false,
                1,
                Delivery.AUTO,
                Map.of(),
                Instant.EPOCH,
                "",
                Optional.empty(),
                Optional.empty());
    }
}
