package io.elemental.seedimage.local.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.Warning;
import io.elemental.seedimage.testing.InMemorySeedImages;
import io.elemental.seedimage.testing.SeedImageBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
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
        return new SeedImageBuilder(SEED, "uid", 1)
                .baseImage("https://mirror.test/a.iso")
                .minutes(0)
                .size(1)
                .build();
    }
}
