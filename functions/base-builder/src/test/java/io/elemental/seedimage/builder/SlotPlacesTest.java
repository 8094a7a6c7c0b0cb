package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.slots.SlotPlaces;
import io.elemental.seedimage.overlay.Placeholder;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.overlay.SlotSpec;
import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is written where the slots are: into the files that are for it, or the image is no base. */
class SlotPlacesTest {

    private static final String OTHER = "f".repeat(32);
    private static final String AGENT = "90_ELEMENTAL_AGENT.YAML;1";
    private static final int CLOUD_CONFIG = 262144;

    @TempDir
    private Path folder;

    private final OutsideServer server = new OutsideServer();
    private ServedStore store = new ServedStore(server, Path.of(""));
    private Path source = Path.of("");

    @BeforeEach
    void serve() {
        store = store.in(folder);
        server.at("/x.iso", exchange -> new ServedFile(source).handle(exchange));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void markersInOtherFilesAreNoSlots() {
        var run = build(made("/other", OTHER));

        assertThat(run.lastLine())
                .matches("The image cannot be used: the slot [a-z-]+ at byte [0-9]+ belongs to another base \\(id"
                        + " f{32}\\)\\.");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void placeholdersThatPassForOursAreSeen() {
        var run = build(made("/other", Grants.ID));

        assertThat(run.lastLine())
                .matches("The image cannot be used: the image has the slot [a-z-]+ twice, at byte [0-9]+ and at byte"
                        + " [0-9]+\\.");
        assertThat(run.status()).isEqualTo(1);
    }

    /** In front of all files, and behind them, be it where a sector begins or not. */
    @ParameterizedTest
    @ValueSource(longs = {1024, -1, -200_001})
    void markersOutsideFilesAreSeen(long place) {
        var iso = made("/iso-config", Grants.ID);
        var size = iso.toFile().length();
        var marker = Arrays.copyOf(Placeholder.of(new SlotSpec("agent", 65536), Grants.ID), 200);

        var run = build(CraftedIsos.patched(iso, place > 0 ? place : size + place - marker.length, marker));

        assertThat(run.lastLine()).startsWith("The image cannot be used: the ").contains(" slot ");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void slotsThatAPartitionShowsElsewhereAreMadeAnew() throws IOException {
        var iso = made("/iso-config", OTHER);
        var disk = CraftedIsos.entry(iso, AGENT, 0);
        var partition = CraftedIsos.entry(iso, AGENT, disk + 100);
        assertThat(build(iso).status()).isZero();
        assertThat(store.image()).hasSameBinaryContentAs(iso);

        var run = build(CraftedIsos.patched(iso, partition + 2, CraftedIsos.both(20)));

        assertThat(run.status()).as(run.err()).isZero();
        SlotPlaces.require(store.image(), store.result().slots());
        assertThat(store.image()).binaryContent().isNotEqualTo(Files.readAllBytes(iso));
    }

    @Test
    void slotsMustBeTheFilesThatAreForThem() {
        var iso = made("/iso-config", OTHER);
        assertThat(build(iso).status()).isZero();
        var slots = store.result().slots();
        var agent = slots.stream()
                .filter(slot -> slot.name().equals("agent"))
                .findFirst()
                .orElseThrow();
        var disk = CraftedIsos.entry(iso, AGENT, 0);
        var partition = CraftedIsos.entry(iso, AGENT, disk + 100);

        SlotPlaces.require(iso, slots);
        assertWrong(
                CraftedIsos.patched(iso, disk + 2, CraftedIsos.both(20)),
                slots,
                "the file /iso-config/90-elemental-agent.yaml has 65536 bytes at byte 40960, and the slot agent has 65536 bytes at byte %s"
                        .formatted(agent.offset()));
        assertWrong(
                CraftedIsos.patched(iso, disk + 10, CraftedIsos.both(65535)),
                slots,
                "the file /iso-config/90-elemental-agent.yaml has 65535 bytes at byte %s, and the slot agent has 65536 bytes at byte %s"
                        .formatted(agent.offset(), agent.offset()));
        assertWrong(
                CraftedIsos.patched(iso, partition + 2, CraftedIsos.both(20)),
                slots,
                "the file /iso-config/90-elemental-agent.yaml of the partition at byte 32768 has 65536 bytes at byte 73728, and the slot agent has 65536 bytes at byte %s"
                        .formatted(agent.offset()));
        assertWrong(
                CraftedIsos.patched(iso, disk + 25, new byte[] {(byte) 0x80}),
                slots,
                "there is no file /iso-config/90-elemental-agent.yaml, in one piece, for the slot agent at byte %s"
                        .formatted(agent.offset()));
    }

    private static void assertWrong(Path iso, List<Slot> slots, String sentence) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> SlotPlaces.require(iso, slots))
                .withMessage("The image cannot be used: %s.", sentence);
    }

    /** An ISO with placeholders in a folder, which can be mounted as a disk and as a partition. */
    private Path made(String target, String id) {
        try {
            var root = Files.createDirectory(folder.resolve("root"));
            Files.write(root.resolve("90-elemental-agent.yaml"), Placeholder.of(new SlotSpec("agent", 65536), id));
            Files.write(
                    root.resolve("cloud-config.yaml"), Placeholder.of(new SlotSpec("cloud-config", CLOUD_CONFIG), id));
            var command = new ArrayList<>(List.of("xorriso", "-no_rc", "-outdev", "stdio:made.iso"));
            command.addAll(List.of("-map", root.toString(), target, "-boot_image", "any", "partition_offset=16"));
            ExternalCommand.run(folder, command.toArray(String[]::new));
            return folder.resolve("made.iso");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BuilderRun build(Path iso) {
        source = iso;
        return BuilderRun.here(Grants.of(store, server.url("/x.iso")).write(folder), folder.resolve("scratch"));
    }
}
