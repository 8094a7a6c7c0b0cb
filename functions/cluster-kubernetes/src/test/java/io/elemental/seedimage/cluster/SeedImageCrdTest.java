package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SeedImageCrdTest {

    /** Also writes it, for scripts/generate-crd. */
    @Test
    void fileIsWhatIsGenerated() throws IOException {
        var file = Path.of("../../crds/seedimage.yaml");
        if (Boolean.getBoolean("seedimage.generate-crd")) {
            Files.writeString(file, SeedImageCrd.yaml());
        }
        assertThat(file)
                .as("crds/seedimage.yaml; scripts/generate-crd writes it anew")
                .hasContent(SeedImageCrd.yaml());
    }
}
