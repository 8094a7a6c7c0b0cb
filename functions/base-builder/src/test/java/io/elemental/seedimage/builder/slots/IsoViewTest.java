package io.elemental.seedimage.builder.slots;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.builder.CraftedIsos;
import io.elemental.seedimage.builder.Grants;
import io.elemental.seedimage.builder.Isos;
import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.testing.ElementalIso;
import io.elemental.seedimage.testing.ExternalCommand;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files lie where xorriso says that they do. */
class IsoViewTest {

    private static final Pattern FILE =
            Pattern.compile("File data lba: +0 , +([0-9]+) , +[0-9]+ , +([0-9]+) , '(/[^']+)'");

    @TempDir
    private Path folder;

    @Test
    void findsEveryFileOfADisk() {
        var iso = Path.of("/usr/lib/grub-rescue/grub-rescue-cdrom.iso");
        var files = xorriso(iso);
        try (var image = ImageBytes.open(iso)) {
            var views = IsoView.of(image);

            assertThat(views).hasSize(1);
            assertThat(files)
                    .hasSizeGreaterThan(100)
                    .allSatisfy((path, range) ->
                            assertThat(views.getFirst().find(path)).isEqualTo(Optional.of(range)));
        }
    }

    @Test
    void findsThemInThePartitionTooThatShowsTheSame() {
        var iso = ElementalIso.make(folder.resolve("elemental.iso"), 4 * Grants.MIB, 2 * Grants.MIB);
        var files = xorriso(iso);
        try (var image = ImageBytes.open(iso)) {
            var views = IsoView.of(image);

            assertThat(views).extracting(IsoView::start).containsExactly(0L, 32768L);
            assertThat(files).isNotEmpty();
            assertThat(views)
                    .allSatisfy(view -> assertThat(files)
                            .allSatisfy(
                                    (path, range) -> assertThat(view.find(path)).isEqualTo(Optional.of(range))));
        }
    }

    @Test
    void findsNothingThatIsNotThere() {
        try (var image = ImageBytes.open(Isos.tiny(folder))) {
            var view = IsoView.of(image).getFirst();

            assertThat(view.find("/none")).isEmpty();
            assertThat(view.find("/readme/readme")).isEmpty();
            assertThat(view.find("/readme")).isPresent();
        }
    }

    /** Whatever bytes a folder has. */
    @Test
    @Timeout(60)
    void readsAnyBytesToTheirEnd() {
        var iso = Isos.tiny(folder);
        var random = new Random(11);
        var root = 33 * 2048; // behind the descriptors and path tables; tried with every sector from here on
        for (var round = 0; round < 200; round++) {
            var bytes = new byte[2048];
            random.nextBytes(bytes);
            try (var image = ImageBytes.open(CraftedIsos.patched(iso, root + round % 20 * 2048L, bytes))) {
                IsoView.of(image)
                        .forEach(view -> assertThat(view.find("/iso-config/x")).isEmpty());
            }
        }
    }

    private Map<String, ByteRange> xorriso(Path iso) {
        Map<String, ByteRange> files = new HashMap<>();
        var report = ExternalCommand.run(
                folder,
                "xorriso",
                "-no_rc",
                "-indev",
                "stdio:" + iso,
                "-find",
                "/",
                "-type",
                "f",
                "-exec",
                "report_lba",
                "--");
        report.lines()
                .map(FILE::matcher)
                .filter(line -> line.matches() && !line.group(2).equals("0"))
                .forEach(line -> files.put(
                        line.group(3),
                        new ByteRange(Long.parseLong(line.group(1)) * 2048, Long.parseLong(line.group(2)))));
        return files;
    }
}
