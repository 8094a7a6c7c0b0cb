package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are made to do harm: too large, too deep, or nothing of what they say. */
class HostileImageTest {

    private static final byte[] ISO = PullImageTest.iso(1);
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path folder;

    @AutoClose
    private final OutsideServer server = new OutsideServer();

    private final SmallRegistry registry = SmallRegistry.at(server);

    @Test
    void anIndexThatPointsToItselfIsRefused() {
        var itself = "sha256:" + "1".repeat(64);
        registry.index("v1", Map.of("linux/amd64", itself));
        registry.manifestAt(
                itself,
                SmallRegistry.INDEX,
                "{\"manifests\":[%s]}".formatted(SmallRegistry.entry("linux/amd64", itself)));

        assertRefused(Pull.of(server), "instead of " + itself + ".");
    }

    @Test
    void indexesOfIndexesEndSometime() {
        var digest = registry.image(null, Tars.withIso("a.iso", ISO));
        for (var n = 0; n < 10; n++) {
            digest = registry.index("v1", Map.of("linux/amd64", digest));
        }

        assertRefused(Pull.of(server), "is an index of indexes without an end, or of more than 3.");
        assertThat(registry.requests()).hasSizeLessThan(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 200_000_000})
    void aManifestOf200MegabytesIsNotRead(long announced) {
        var sent = new AtomicLong();
        registry.guardedBy(exchange -> {
            exchange.sendResponseHeaders(200, announced);
            var portion = " ".repeat(MIB).getBytes(StandardCharsets.UTF_8);
            for (var n = 0; n < 190; n++) {
                exchange.getResponseBody().write(portion);
                sent.addAndGet(portion.length);
            }
            return true;
        });

        assertRefused(Pull.of(server), "answers with more than the 4194304 bytes that are read.");
        assertThat(sent.get()).isLessThan(50 * MIB);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|is not JSON of one meaning",
                "<html>|is not JSON of one meaning",
                "{\"layers\":[],\"layers\":[]}|is not JSON of one meaning",
                "{\"layers\":[]} {}|is not JSON of one meaning",
                "{\"schemaVersion\":1,\"fsLayers\":[]}|has neither layers nor manifests; images of schema 1 are not taken",
                "{\"layers\":[],\"manifests\":[]}|has manifests and layers at once",
                "{\"layers\":[{}]}|names a part by '', which is no SHA-256",
                "{\"layers\":[{\"digest\":\"sha512:00\"}]}|names a part by 'sha512:00', which is no SHA-256",
                "{\"layers\":[{\"digest\":\"DIGEST\",\"size\":-1}]}|says of no number of bytes that its part DIGEST has it",
                "{\"layers\":[{\"digest\":\"DIGEST\",\"size\":1e9}]}|says of no number of bytes that its part DIGEST has it"
            })
    void aManifestThatIsNoneIsRefused(String text, String why) {
        var digest = "sha256:" + "1".repeat(64);
        registry.manifest("v1", SmallRegistry.IMAGE, text.replace("DIGEST", digest));

        assertRefused(Pull.of(server), "has a manifest that %s.".formatted(why.replace("DIGEST", digest)));
    }

    @Test
    void aManifestThatIsDeepOrLongIsRefused() {
        registry.manifest("v1", SmallRegistry.IMAGE, "{\"layers\":".repeat(100_000));
        assertRefused(Pull.of(server), "is not JSON of one meaning");
        var digest = "sha256:" + "1".repeat(64);
        var layers = IntStream.range(0, 1001)
                .mapToObj(_ -> "{\"digest\":\"%s\",\"size\":0}".formatted(digest))
                .collect(Collectors.joining(","));
        registry.manifest("v1", SmallRegistry.IMAGE, "{\"layers\":[%s]}".formatted(layers));
        assertRefused(Pull.of(server), "names more than 1000 parts.");
    }

    @Test
    void aLayerOf10000SmallFilesIsPassed() {
        var tar = new Tars();
        for (var n = 0; n < 10_000; n++) {
            tar.file("usr/share/" + "x".repeat(n % 150) + n, "small");
        }
        registry.image("v1", Packed.ZSTD.of(tar.file("elemental-iso/a.iso", ISO).bytes()));

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @ParameterizedTest
    @EnumSource(
            value = Packed.class,
            names = {"GZIP", "ZSTD", "XZ"})
    void aBombIsRefused(Packed packed) {
        registry.image("v1", packed.of(Tars.withIso("a.iso", new byte[30 * MIB])));
        assertRefused(
                Pull.of(server).upTo(20 * MIB),
                "has elemental-iso/a.iso, which has more than 20971520 bytes when it is unpacked");

        registry.image(
                "v1", packed.of(new Tars().file("big", new byte[30 * MIB]).bytes()));
        assertRefused(Pull.of(server).upTo(10 * MIB), "has more than 20971520 bytes when it is unpacked");
    }

    @Test
    void anIsoThatIsABombInsideItsLayerIsRefused() {
        registry.image("v1", Tars.withIso("a.iso", Packed.GZIP.of(new byte[30 * MIB])));

        assertRefused(Pull.of(server).upTo(20 * MIB), "has elemental-iso/a.iso, which has more than 20971520 bytes");
    }

    @Test
    void aNameOfMegabytesIsRefused() {
        registry.image(
                "v1", Packed.GZIP.of(new Tars().longName(new byte[5 * MIB]).bytes()));

        assertRefused(Pull.of(server), "has an entry whose name or attributes have more than 4194304 bytes.");
    }

    @Test
    void namesThatNoFileSystemHasAreRefused() {
        registry.image(
                "v1",
                new Tars().file("elemental-iso/" + "a".repeat(5000), "small").bytes());
        assertRefused(Pull.of(server), "it has an entry whose name has more than 4096 characters.");

        registry.image(
                "v1",
                new Tars()
                        .symbolicLink("elemental-iso/a.iso", "a/".repeat(3000))
                        .bytes());
        assertRefused(Pull.of(server), "it has an entry whose name has more than 4096 characters.");
    }

    @Test
    void moreNamesThanAreRememberedAreRefused() {
        var tar = new Tars();
        for (var n = 0; n < 20_001; n++) {
            tar.file("elemental-iso/" + n, "");
        }
        registry.image("v1", Packed.GZIP.of(tar.bytes()));

        assertRefused(Pull.of(server), "it names more than 20000 files where its ISO is.");
    }

    @Test
    void layersThatAreTooLargeAreNotBegun() {
        registry.image("v1", new byte[3 * MIB], new byte[3 * MIB]);

        assertRefused(Pull.of(server).upTo(2 * MIB), "has 6291456 bytes, and this installation allows 2097152");
        assertThat(registry.requests()).hasSize(1);
    }

    private void assertRefused(Pull pull, String words) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull.run(folder))
                .withMessageContaining(words);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }
}
