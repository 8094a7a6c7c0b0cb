package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.testing.CosignProgram;
import io.elemental.seedimage.testing.CuttingLine;
import io.elemental.seedimage.testing.OrasProgram;
import io.elemental.seedimage.testing.RegistryKind;
import io.elemental.seedimage.testing.RegistryProgram;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real registries, with images that umoci made, skopeo copied, oras put together and cosign signed, and with artifacts
 * that oras pushed.
 */
@ParameterizedClass
@EnumSource(RegistryKind.class)
class RealRegistryTest {

    private static final byte[] ISO = PullImageTest.iso(1);
    private static final byte[] ARM_ISO = PullImageTest.iso(2);
    private static final long CUT_AFTER = 5_000_000;

    @TempDir
    private static Path shared;

    private static @Nullable RegistryProgram registry;
    private static Path layout = Path.of("");

    @TempDir
    private Path folder;

    private final RegistryKind kind;

    RealRegistryTest(RegistryKind kind) {
        this.kind = kind;
    }

    @BeforeParameterizedClassInvocation
    static void start(RegistryKind kind) throws IOException {
        var place = Files.createDirectory(shared.resolve(kind.name()));
        var tls = Files.createDirectory(place.resolve("tls"));
        registry = kind.orSkip(TestCertificate.make(tls, "ip:127.0.0.1,dns:localhost"));
        layout = UmociLayout.in(place)
                .with("v1", "amd64", ISO)
                .with("arm64", "arm64", ARM_ISO)
                .folder();
        registry().push(layout, "v1", "team/image:v1");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (registry != null) {
            registry.close();
            registry = null;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, --format=oci",
        "schema2, --format=v2s2",
        "zstd, --dest-compress-format=zstd",
        "plain, --dest-decompress"
    })
    void imagesArePulledHoweverTheyWereCopied(String tag, String option) {
        registry().push(layout, "v1", "team/copied:" + tag, option);

        var first = pull("team/copied:" + tag).run(folder);

        assertThat(first.iso()).isEqualTo(ISO);
        assertThat(pull("team/copied:" + tag)
                        .after(first.revision())
                        .run(folder)
                        .iso())
                .isEmpty();
    }

    @Test
    void whatIsMissingIsSaid() {
        var start = "The registry %s has no ".formatted(registry().host());
        assertMissing("team/image", "v2");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull("team/none:v1").run(folder))
                .withMessageMatching(start + "(v1 in the )?repository team/none\\.");
    }

    @Test
    void whatIsCutEveryFiveMegabytesIsPulled() throws IOException {
        var iso = PullImageTest.iso(3, 40_000_000);
        registry().push(UmociLayout.in(folder).with("v1", "amd64", iso).folder(), "v1", "team/large:v1");
        try (var line = new CuttingLine(registry().port(), CUT_AFTER)) {
            var pulled = pull("team/large:v1")
                    .named("127.0.0.1:%s/team/large:v1".formatted(line.port()))
                    .with("""
                            {"auths":{"127.0.0.1:%s":{"username":"user","password":"s3cret"}}}""".formatted(line.port()))
                    .run(folder);

            assertThat(Arrays.equals(pulled.iso(), iso)).isTrue();
            assertThat(line.cuts()).isGreaterThanOrEqualTo(8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN, a.iso",
        "PLAIN, a.iso:application/x-iso9660-image",
        "GZIP, a.iso.gz",
        "ZSTD, a.iso.zst",
        "XZ, a.iso.xz",
    })
    void artifactsOfOrasArePulled(Packed packed, String file) throws IOException {
        var oras = OrasProgram.orSkip();
        Files.write(folder.resolve(file.replaceFirst(":.*", "")), packed.of(ISO));
        Files.writeString(folder.resolve("README.md"), "# Read me\n");

        oras.push(folder, registry(), "team/artifact:v1", file, "README.md");

        assertThat(pull("team/artifact:v1").run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void foldersOfOrasArePulled() throws IOException {
        var oras = OrasProgram.orSkip();
        Files.write(Files.createDirectory(folder.resolve("elemental-iso")).resolve("a.iso"), ISO);

        oras.push(folder, registry(), "team/artifact:folder", "elemental-iso");

        assertThat(pull("team/artifact:folder").run(folder).iso()).isEqualTo(ISO);
    }

    @ParameterizedTest
    @CsvSource({"EC, false", "EC, true", "Ed25519, false", "Ed25519, true"})
    void whatCosignSignedIsPulled(String algorithm, boolean bundle) throws Exception {
        var cosign = CosignProgram.orSkip();
        var name = "team/%s-%s".formatted(algorithm.toLowerCase(Locale.ROOT), bundle);
        registry().push(layout, "v1", name + ":v1");
        var key = keys(cosign, algorithm, folder);
        var other = keys(cosign, "EC", Files.createDirectory(folder.resolve("other")));
        var digest = pull(name + ":v1").run(folder).revision();
        assertNotSigned(pull(name + ":v1").signedBy(key));

        cosign.sign(folder, registry(), bundle, "%s/%s@%s".formatted(registry().host(), name, digest));

        assertThat(pull(name + ":v1").signedBy(key).run(folder).iso()).isEqualTo(ISO);
        assertOtherKey(pull(name + ":v1").signedBy(other));
        if (kind == RegistryKind.GO_CONTAINERREGISTRY && bundle) {
            assertMissing(name, digest.replace(':', '-')); // its API says what refers to an image
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSignatureOverAnIndexCountsForItsPlatforms(boolean bundle) throws Exception {
        var cosign = CosignProgram.orSkip();
        var oras = OrasProgram.orSkip();
        var name = "team/index-" + bundle;
        registry().push(layout, "v1", name + ":amd64");
        registry().push(layout, "arm64", name + ":arm64");
        oras.index(folder, registry(), name + ":v1", "amd64", "arm64");
        var key = keys(cosign, "EC", folder);
        var other = keys(cosign, "EC", Files.createDirectory(folder.resolve("other")));
        assertNotSigned(pull(name + ":v1").signedBy(key));

        cosign.sign(folder, registry(), bundle, "%s/%s:v1".formatted(registry().host(), name));

        var signed = pull(name + ":v1").signedBy(key);
        assertThat(signed.run(folder).iso()).isEqualTo(ISO);
        assertThat(signed.on("linux/arm64").run(folder).iso()).isEqualTo(ARM_ISO);
        assertOtherKey(pull(name + ":v1").signedBy(other).on("linux/arm64"));
        assertNotSigned(pull(name + ":arm64").signedBy(key));
    }

    @Test
    void listsOfSchema2ArePulled() {
        var oras = OrasProgram.orSkip();
        registry().push(layout, "v1", "team/list:amd64");
        registry().push(layout, "arm64", "team/list:arm64");
        oras.index(folder, registry(), "team/list:index", "amd64", "arm64");
        registry().copy(folder, "team/list:index", "oci:both:v1", "--all");

        registry().push(folder.resolve("both"), "v1", "team/list:v1", "--all", "--format=v2s2");

        assertThat(pull("team/list:v1").run(folder).iso()).isEqualTo(ISO);
        assertThat(pull("team/list:v1").on("linux/arm64").run(folder).iso()).isEqualTo(ARM_ISO);
    }

    private static String keys(CosignProgram cosign, String algorithm, Path target) throws Exception {
        if (algorithm.equals("EC")) {
            cosign.makeKeys(target);
        } else {
            var key = KeyPairGenerator.getInstance(algorithm)
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            var pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getEncoder().encodeToString(key));
            cosign.importKey(target, Files.writeString(target.resolve("private.pem"), pem));
        }
        return Files.readString(target.resolve("cosign.pub"));
    }

    private void assertMissing(String name, String tag) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull(name + ":" + tag).run(folder))
                .withMessage(
                        "The registry %s has no %s in the repository %s.",
                        registry().host(), tag, name);
    }

    private void assertNotSigned(Pull pull) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull.run(folder))
                .withMessageEndingWith("is not signed, and spec.baseVerification wants a signature.");
    }

    private void assertOtherKey(Pull pull) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull.run(folder))
                .withMessageContaining("has 1 signatures, and none of them is one over its digest by the key of");
    }

    private static RegistryProgram registry() {
        return Objects.requireNonNull(registry);
    }

    private static Pull pull(String image) {
        return Pull.of(registry(), image);
    }
}
