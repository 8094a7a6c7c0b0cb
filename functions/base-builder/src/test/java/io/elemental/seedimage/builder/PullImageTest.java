package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an image may look like, and what is its ISO then. */
class PullImageTest {

    private static final byte[] ISO = iso(1);
    private static final byte[] OTHER = iso(2);

    @TempDir
    private Path folder;

    @AutoClose
    private final OutsideServer server = new OutsideServer();

    private final SmallRegistry registry = SmallRegistry.at(server);

    /** Bytes that are an ISO by their mark, and cannot be packed well. */
    static byte[] iso(int seed) {
        return iso(seed, 400_000);
    }

    static byte[] iso(int seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        bytes[0] = 0;
        System.arraycopy("CD001".getBytes(StandardCharsets.US_ASCII), 0, bytes, 32769, 5);
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void isPulledHoweverItsLayerIsPacked(Packed packed) {
        var digest =
                registry.image("v1", new Tars().file("etc/os", "x").bytes(), packed.of(Tars.withIso("a.iso", ISO)));

        var result = Pull.of(server).run(folder);

        assertThat(result.iso()).isEqualTo(ISO);
        assertThat(result.revision()).isEqualTo(digest);
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void isPulledAsAnArtifact(Packed packed) {
        var readme = registry.layer(registry.blob("# Read me".getBytes(StandardCharsets.UTF_8)), "");
        var iso = registry.layer(
                registry.blob(packed.of(ISO)), ",\"annotations\":{\"org.opencontainers.image.title\":\"a.iso.zst\"}");
        registry.manifest("v1", SmallRegistry.IMAGE, SmallRegistry.imageOf(List.of(iso, readme)));

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void isPulledPackedInsideItsLayer(Packed packed) {
        registry.image("v1", Packed.GZIP.of(Tars.withIso("a.iso.gz", packed.of(ISO))));

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    /** Isohybrid ISOs begin with the code of a boot record, where tar has a name and, at 148, octal digits. */
    @ParameterizedTest
    @EnumSource(Packed.class)
    void isPulledAsAnArtifactThatBeginsWithABootRecord(Packed packed) {
        var hybrid = ISO.clone();
        Arrays.fill(hybrid, 0, 440, (byte) 0x90);
        registry.image("v1", packed.of(hybrid));

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(hybrid);
    }

    @Test
    void isPulledFromAnArtifactManifest() {
        var text = "{\"mediaType\":\"application/vnd.oci.artifact.manifest.v1+json\",\"blobs\":[%s]}"
                .formatted(registry.layer(registry.blob(ISO), ""));
        registry.manifest("v1", "application/vnd.oci.artifact.manifest.v1+json", text);

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void isPulledFromASchema2Manifest() {
        var type = "application/vnd.docker.distribution.manifest.v2+json";
        var layer = registry.layer(registry.blob(Tars.withIso("a.iso", ISO)), "");
        registry.manifest("v1", type, SmallRegistry.imageOf(List.of(layer)).replace(SmallRegistry.IMAGE, type));

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void isPulledFromATarWithoutItsEnd() {
        var tar = Tars.withIso("a.iso", ISO);
        var content = 512 + 512 + ISO.length;
        registry.image("v1", Arrays.copyOf(tar, content));
        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);

        registry.image("v1", Arrays.copyOf(tar, content - 1));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Pull.of(server).run(folder))
                .withMessageEndingWith("cannot be unpacked: it is cut or damaged.");
    }

    @Test
    void isFoundByAnySpellingOfItsName() {
        for (var name : List.of("./elemental-iso/a.iso", "/elemental-iso/a.iso", "elemental-iso//a.iso")) {
            registry.image("v1", new Tars().file(name, ISO).bytes());

            assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
        }
    }

    @Test
    void isThatOfThePlatform() {
        var amd64 = registry.image(null, Tars.withIso("a.iso", ISO));
        var arm64 = registry.image(null, Tars.withIso("a.iso", OTHER));
        registry.index("v1", Map.of("linux/amd64", amd64, "linux/arm64", arm64, "unknown/unknown", digest('0')));

        assertThat(Pull.of(server).run(folder).revision()).isEqualTo(amd64);
        assertThat(Pull.of(server).on("linux/arm64").run(folder).iso()).isEqualTo(OTHER);
    }

    @Test
    void anImageThatIsAloneAndForAnotherPlatformIsNoted() {
        var config = "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(StandardCharsets.UTF_8);
        var described = "{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"%s\",\"size\":%s}"
                .formatted(registry.blob(config), config.length);
        var layers = List.of(registry.layer(registry.blob(Tars.withIso("a.iso", ISO)), ""));
        var text = SmallRegistry.imageOf(layers).replaceFirst("\"config\":\\{[^}]*\\}", "\"config\":" + described);
        var digest = registry.manifest("v1", SmallRegistry.IMAGE, text);
        registry.index("v2", Map.of("linux/arm64", digest));

        assertThat(Pull.of(server).run(folder).notes()).isEmpty();
        assertThat(Pull.of(server).on("linux/arm64").run(folder).notes())
                .containsExactly("is an image for linux/amd64, which is used for linux/arm64");
        var indexed = Pull.of(server).on("linux/arm64");
        assertThat(indexed.named(indexed.image().replace(":v1", ":v2"))
                        .run(folder)
                        .notes())
                .isEmpty();
    }

    @Test
    void whatIsNoFileOfAnybodysIsNoSecondIso() {
        registry.image(
                "v1",
                new Tars()
                        .file("elemental-iso/a.iso", ISO)
                        .file("elemental-iso/._a.iso", "of macOS")
                        .pipe("elemental-iso/b.iso")
                        .bytes());

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void isThatWithoutAVariant() {
        var newer = registry.image(null, Tars.withIso("a.iso", OTHER));
        var plain = registry.image(null, Tars.withIso("a.iso", ISO));
        registry.index("v1", Map.of("linux/amd64", plain, "linux/amd64/v3", newer));
        assertThat(Pull.of(server).run(folder).revision()).isEqualTo(plain);

        registry.index("v1", Map.of("linux/arm64/v8", newer, "unknown/unknown", digest('0')));
        assertThat(Pull.of(server).on("linux/arm64").run(folder).revision()).isEqualTo(newer);
    }

    @Test
    void isFoundThroughAnIndexOfIndexes() {
        var image = registry.image(null, Tars.withIso("a.iso", ISO));
        var inner = registry.index(null, Map.of("linux/amd64", image));
        registry.index("v1", Map.of("linux/amd64", inner));

        assertThat(Pull.of(server).run(folder).revision()).isEqualTo(image);
    }

    @Test
    void thePlatformsThatThereAreAreNamed() {
        registry.index(
                "v1", Map.of("linux/s390x", digest('1'), "linux/arm64", digest('2'), "unknown/unknown", digest('3')));

        assertRefused(Pull.of(server), "is not there for linux/amd64; it is for linux/arm64, linux/s390x.");
    }

    @Test
    void anUnchangedImageCostsOneRequest() {
        var digest = registry.image("v1", Tars.withIso("a.iso", ISO));

        assertThat(Pull.of(server).after(digest).run(folder).revision()).isEqualTo(digest);
        assertThat(registry.requests()).containsExactly("manifests/v1 304");
    }

    @Test
    void anUnchangedImageOfAnIndexCostsOneRequest() {
        var digest = registry.image(null, Tars.withIso("a.iso", ISO));
        registry.index("v1", Map.of("linux/amd64", digest));

        assertThat(Pull.of(server).after(digest).run(folder).iso()).isEmpty();
        assertThat(registry.requests()).containsExactly("manifests/v1 200");
    }

    @Test
    void aMovedTagIsPulled() {
        var old = registry.image("v1", Tars.withIso("a.iso", OTHER));
        var moved = registry.image("v1", Tars.withIso("a.iso", ISO));

        assertThat(Pull.of(server).after(old).run(folder).revision()).isEqualTo(moved);
    }

    @Test
    void aDigestNamesAnImage() {
        var digest = registry.image(null, Tars.withIso("a.iso", ISO));
        var name = Pull.of(server).image().replace(":v1", "");

        assertThat(Pull.of(server).named(name + "@" + digest).run(folder).iso()).isEqualTo(ISO);
        assertThat(Pull.of(server).named(name + ":gone@" + digest).run(folder).iso())
                .isEqualTo(ISO);
        registry.requests().clear();
        assertThat(Pull.of(server)
                        .named(name + "@" + digest)
                        .after(digest)
                        .run(folder)
                        .revision())
                .isEqualTo(digest);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void aPinnedImageIsThatOfTheIndexOrOfThePlatform() {
        var image = registry.image(null, Tars.withIso("a.iso", ISO));
        var index = registry.index("v1", Map.of("linux/amd64", image));

        assertThat(Pull.of(server).pinnedTo(image).run(folder).iso()).isEqualTo(ISO);
        assertThat(Pull.of(server).pinnedTo(index).run(folder).iso()).isEqualTo(ISO);
        assertRefused(
                Pull.of(server).pinnedTo(digest('0')),
                "has the digest %s instead of %s.".formatted(index, digest('0')));
    }

    private static String digest(char digit) {
        return "sha256:" + String.valueOf(digit).repeat(64);
    }

    private void assertRefused(Pull pull, String why) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull.run(folder))
                .withMessage("The image %s %s", pull.image(), why);
    }
}
