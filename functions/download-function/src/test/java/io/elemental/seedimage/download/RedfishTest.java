package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.testing.ExternalCommand;
import io.elemental.seedimage.testing.RedfishProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of the README for BMCs, as they stand there, with a BMC that reads the image by the link. */
@Timeout(180)
class RedfishTest {

    private static final int SIZE = 2_000_000;
    private static final String SYSTEM = "/redfish/v1/Systems/27946b59-9e44-4fa7-8e91-f3527a1ef094";

    private final Fleet fleet = Fleet.withSeed(SIZE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AutoClose
    private final RunningFunction function = RunningFunction.startWithLinks(fleet, Map.of());

    @Test
    void virtualMedia() throws IOException {
        var bmc = bmc();

        follow("**Virtual media by Redfish.**", bmc);

        assertThat(ExternalCommand.run(folder, "curl", "-fsS", bmc + SYSTEM))
                .contains("\"BootSourceOverrideTarget\": \"Cd\"");
        assertThat(imageOfTheBmc()).hasBinaryContent(Fleet.bytes(SIZE));
    }

    /** Without a machine the BMC reads the image, then answers 400: only with libvirt it can keep the URI. */
    @Test
    void uefiHttpBoot() throws IOException {
        var bmc = bmc();

        assertThatThrownBy(() -> follow("**UEFI HTTP boot by Redfish.**", bmc)).hasMessageContaining("400");

        assertThat(imageOfTheBmc()).hasBinaryContent(Fleet.bytes(SIZE));
    }

    private URI bmc() throws IOException {
        fleet.index("seed");
        Files.writeString(folder.resolve("bmc"), "user = \"admin:secret\"\n");
        return RedfishProgram.startOrSkip(Files.createDirectory(folder.resolve("images")));
    }

    private void follow(String recipe, URI bmc) throws IOException {
        ExternalCommand.run(
                folder,
                "bash",
                "-c",
                """
                set -e -o pipefail
                TOKEN='%s' URL='%s' BMC='%s' SYSTEM='%s' MEDIA='%s/VirtualMedia/Cd'
                """.formatted(fleet.token(), function.url(RunningFunction.pathOf("seed")), bmc, SYSTEM, SYSTEM)
                        + RecipesTest.recipe("All of them use:", "umask")
                        + RecipesTest.recipe(recipe, ""));
    }

    private Path imageOfTheBmc() throws IOException {
        try (var files = Files.walk(folder.resolve("images"))) {
            return files.filter(file -> file.endsWith("rack-seed-amd64.iso"))
                    .findAny()
                    .orElseThrow();
        }
    }
}
