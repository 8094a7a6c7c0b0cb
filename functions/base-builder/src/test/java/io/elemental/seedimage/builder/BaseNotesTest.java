package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a base that is one is reported with it. */
class BaseNotesTest {

    private static final int APPLICATION_USE = 16 * 2048 + 883;
    private static final String IMPLANTED = "ISO MD5SUM = %s;SKIPSECTORS = 15;RHLISOSTATUS=1;FRAGMENT SUMS = 1;"
            .formatted("0123456789abcdef".repeat(2));

    private final OutsideServer server = new OutsideServer();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void filesThatTheBootToolDoesNotReadAreNoted() {
        var iso = iso(Map.of(
                "a-good.yaml", "stages: {boot: [{commands: [date]}]}\n",
                "b-broken.yaml", "stages: [\n",
                "c-typed.yml", "stages: {boot: {password: s3cr3t}}\n",
                "deep/d.yaml", "- x\n",
                "cloud-config.yaml", "replaced: [\n",
                "notes.txt", "not: [looked at\n"));

        assertThat(notes(iso))
                .containsExactly(
                        note("b-broken.yaml", "line 2 is not valid YAML"),
                        note("c-typed.yml", "stages.boot must be a list, but is an object"),
                        note("deep/d.yaml", "it is no mapping"));
    }

    @Test
    void aFileThatIsTooLargeIsNoted() {
        var iso = iso(Map.of("large.yaml", "#".repeat(1_100_000)));

        assertThat(notes(iso)).containsExactly(note("large.yaml", "more than 1048576 bytes, so it was not read"));
    }

    @Test
    void aLoaderOfAnotherArchitectureAloneIsNoted() {
        assertThat(notes(iso(Map.of("../EFI/BOOT/BOOTAA64.EFI", "x", "../EFI/BOOT/grub.cfg", "x"))))
                .containsExactly("has no boot loader for linux/amd64, but bootaa64.efi");
    }

    @Test
    void ofLoadersThatOfThePlatformIsEnough() {
        assertThat(notes(iso(Map.of("../efi/boot/bootx64.efi", "x", "../efi/boot/bootaa64.efi", "x"))))
                .isEmpty();
    }

    @Test
    void nothingIsNotedOfABaseWithoutThem() {
        assertThat(notes(Isos.tiny(folder))).isEmpty();
    }

    @Test
    void aMediaCheckThatGetsLostIsNoted() {
        var iso =
                CraftedIsos.patched(Isos.tiny(folder), APPLICATION_USE, IMPLANTED.getBytes(StandardCharsets.US_ASCII));

        assertThat(notes(iso))
                .containsExactly("lost the media check that its source has implanted (isomd5sum): a check of the"
                        + " medium finds nothing to compare with");
    }

    @Test
    void aMediaCheckThatFailsIsNoted() {
        var iso = CraftedIsos.patched(
                Isos.prepared(folder, "a".repeat(32), 262144),
                APPLICATION_USE,
                IMPLANTED.getBytes(StandardCharsets.US_ASCII));

        assertThat(notes(iso))
                .containsExactly("has an implanted media check (isomd5sum), which fails on every image made of it:"
                        + " boot without rd.live.check, or take an ISO without one");
    }

    private static String note(String file, String problem) {
        return "has a file /iso-config/%s that is not as the boot tool needs it (%s), for which older boot tools drop"
                        .formatted(file, problem)
                + " the whole folder";
    }

    private List<String> notes(Path iso) {
        server.at("/x.iso", new ServedFile(iso));
        var store = new ServedStore(server, folder);

        var run = BuilderRun.here(Grants.of(store, server.url("/x.iso")).write(folder), folder.resolve("scratch"));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(store.result().layout()).isEqualTo(2);
        return Objects.requireNonNull(store.result().notes());
    }

    private Path iso(Map<String, String> files) {
        var root = folder.resolve("root/iso-config");
        files.forEach((name, text) -> {
            try {
                var file = root.resolve(name).normalize();
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        ExternalCommand.run(
                folder,
                "xorriso",
                "-no_rc",
                "-outdev",
                "stdio:made.iso",
                "-map",
                folder.resolve("root").toString(),
                "/");
        return folder.resolve("made.iso");
    }
}
