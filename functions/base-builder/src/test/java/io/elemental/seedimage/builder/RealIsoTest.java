package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.overlay.OverlaidImage;
import io.elemental.seedimage.overlay.PreparedBase;
import io.elemental.seedimage.testing.ElementalIso;
import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bases of real ISOs, looked at with programs that are not ours. */
@Execution(value = ExecutionMode.CONCURRENT, reason = "It waits for programs.")
class RealIsoTest {

    private static final long MIB = Grants.MIB;
    private static final String AGENT = "name: an agent's configuration\n";
    private static final String CLOUD_CONFIG = "#cloud-config\nusers: []\n";

    @TempDir
    private static Path isos;

    @TempDir
    private Path folder;

    private record Prepared(Path image, PreparedBase manifest) {}

    @ParameterizedTest
    @MethodSource("all")
    void keepsWhatBootsAndTakesItsFiles(Path source) throws IOException {
        var base = prepare(source, "base");

        assertThat(sha256sum(base.image())).isEqualTo(base.manifest().sha256());
        assertSameBoot(BootRecords.of(source), BootRecords.of(base.image()));
        assertThat(base.image()).hasSize(base.manifest().size());
        var image = overlaid(base);
        Files.delete(base.image());
        assertSlots(image, "disk");
        var boot = BootRecords.of(image);
        if (boot.isPartitioned(16)) {
            assertSlots(cut(image, boot.firstPartition()), "partition");
        }
    }

    @Test
    void takesWhatGrubMkrescueMakes() throws IOException {
        var source = Isos.grubMkrescue(folder);

        var base = prepare(source, "base");

        var before = BootRecords.of(source);
        var after = BootRecords.of(base.image());
        assertThat(after.entries()).isEqualTo(before.entries()).isNotEmpty();
        assertThat(after.bootImages()).isEqualTo(before.bootImages()).hasSize(2);
        assertSlots(overlaid(base), "disk");
    }

    @ParameterizedTest
    @MethodSource("small")
    void preparesTheSameBytesTwice(Path source) throws IOException {
        var first = prepare(source, "first");
        var second = Instant.now().getEpochSecond();
        await().atMost(Duration.ofSeconds(60)).until(() -> Instant.now().getEpochSecond() > second + 1);

        var again = prepare(source, "again");

        assertThat(Files.mismatch(first.image(), again.image())).isEqualTo(-1);
        assertThat(again.manifest()).isEqualTo(first.manifest());
    }

    static Stream<Path> all() {
        return Stream.concat(small(), Stream.of(elemental("elemental-1GiB.iso", 1040 * MIB)));
    }

    static Stream<Path> small() {
        return Stream.of(
                Path.of("/usr/lib/grub-rescue/grub-rescue-cdrom.iso"),
                Path.of("/usr/lib/ipxe/ipxe.iso"),
                elemental("elemental-70MB.iso", 60 * MIB));
    }

    private static synchronized Path elemental(String name, long payload) {
        var iso = isos.resolve(name);
        return Files.exists(iso) ? iso : ElementalIso.make(iso, payload, 8 * MIB);
    }

    private static void assertSameBoot(BootRecords source, BootRecords base) {
        assertThat(base.entries()).isEqualTo(source.entries()).isNotEmpty();
        assertThat(base.partitions()).isEqualTo(source.partitions()).isNotEmpty();
        assertThat(base.bootImages()).isEqualTo(source.bootImages());
        assertThat(base.furtherPartitions()).isEqualTo(source.furtherPartitions());
    }

    private void assertSlots(Path image, String view) throws IOException {
        ExternalCommand.run(
                folder,
                "xorriso",
                "-no_rc",
                "-osirrox",
                "on",
                "-indev",
                "stdio:" + image,
                "-extract",
                "/iso-config",
                view);
        assertThat(folder.resolve(view).resolve("90-elemental-agent.yaml"))
                .hasContent(AGENT + "\n".repeat(65536 - AGENT.length()));
        assertThat(folder.resolve(view).resolve("cloud-config.yaml"))
                .hasContent(CLOUD_CONFIG + "\n".repeat(262144 - CLOUD_CONFIG.length()));
    }

    private Prepared prepare(Path source, String name) throws IOException {
        var parts = Files.createDirectory(folder.resolve(name));
        try (var server = new OutsideServer()) {
            server.at("/source.iso", new ServedFile(source));
            var store = new ServedStore(server, parts);
            var grant = Grants.of(store, server.url("/source.iso")).inParts(1000, 64 * MIB);

            var run = BuilderRun.here(grant.write(parts), parts.resolve("scratch"));

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(parts.resolve("scratch")).isEmptyDirectory();
            var result = store.result();
            return new Prepared(
                    store.image(),
                    new PreparedBase(
                            result.build(),
                            result.size(),
                            String.valueOf(result.sha256()),
                            result.slots(),
                            Objects.requireNonNull(result.digestState())));
        }
    }

    private Path overlaid(Prepared base) throws IOException {
        var contents = Map.of("agent", utf8(AGENT), "cloud-config", utf8(CLOUD_CONFIG));
        var image = new OverlaidImage(
                range -> Channels.newInputStream(FileChannel.open(base.image()).position(range.offset())),
                ImageOverlay.fill(base.manifest(), contents));
        var file = folder.resolve("overlaid.iso");
        try (var in = image.open(new ByteRange(0, image.size()))) {
            Files.copy(in, file);
        }
        return file;
    }

    /** What a machine sees that mounts the first partition of a USB stick. */
    private Path cut(Path image, long start) throws IOException {
        var file = folder.resolve("partition-1.iso");
        try (var in = Channels.newInputStream(FileChannel.open(image).position(start))) {
            Files.copy(in, file);
        }
        return file;
    }

    private String sha256sum(Path file) {
        return ExternalCommand.run(folder, "sha256sum", file.toString()).split(" ", 2)[0];
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
