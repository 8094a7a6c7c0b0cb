package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElementalIsoTest {

    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void isWhatElementalMakesAndTheSameEveryTime() {
        var iso = ElementalIso.make(folder.resolve("a.iso"), 3 * MIB + 1, MIB);
        var again = ElementalIso.make(folder.resolve("b.iso"), 3 * MIB + 1, MIB);

        assertThat(again).hasSameBinaryContentAs(iso);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.iso", "b.iso");
        assertThat(ExternalCommand.run(
                        folder,
                        "xorriso",
                        "-no_rc",
                        "-indev",
                        "stdio:a.iso",
                        "-report_el_torito",
                        "plain",
                        "-report_system_area",
                        "plain"))
                .containsPattern("El Torito boot img :   1  UEFI  y")
                .containsPattern("Partition offset   : 16")
                .containsPattern("GPT type GUID      :   2  28732ac11ff8d211ba4b00a0c93ec93b");
    }
}
