package io.elemental.seedimage.builder;

import static io.elemental.seedimage.builder.ImageSigner.SIGNED;
import static io.elemental.seedimage.builder.ImageSigner.bundle;
import static io.elemental.seedimage.builder.ImageSigner.bundleOver;
import static io.elemental.seedimage.builder.ImageSigner.bytes;
import static io.elemental.seedimage.builder.ImageSigner.keys;
import static io.elemental.seedimage.builder.ImageSigner.pem;
import static io.elemental.seedimage.builder.ImageSigner.simple;
import static io.elemental.seedimage.builder.ImageSigner.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signatures count. Those that cosign itself makes are in {@link RealRegistryTest}. */
class SignedImageTest {

    private static final byte[] ISO = PullImageTest.iso(1);

    @TempDir
    private Path folder;

    @AutoClose
    private final OutsideServer server = new OutsideServer();

    private final SmallRegistry registry = SmallRegistry.at(server);
    private final ImageSigner signer = new ImageSigner(registry);
    private final KeyPair keys = keys("Ed25519");

    @Test
    void aSignatureOverTheImageCounts() {
        var digest = image();
        signer.sign(digest, simple(digest), keys);

        assertPulled();
    }

    @Test
    void aSignatureOverTheIndexCountsForItsImages() {
        var index = registry.index("v1", Map.of("linux/amd64", image()));
        signer.sign(index, simple(index), keys);

        assertPulled();
    }

    @Test
    void aBundleThatRefersToTheImageCounts() {
        for (var fallback : new boolean[] {true, false}) {
            var digest = image();
            signer.refer(digest, bundleOver(digest, keys), fallback);

            assertPulled();
        }
    }

    @Test
    void aBundleCountsWhoseKindItsRegistryDoesNotTell() {
        var digest = image();
        signer.refer(digest, bundleOver(digest, keys), "application/vnd.oci.empty.v1+json", false);

        assertPulled();
    }

    @Test
    void whereNothingIsSaidToReferToTheImageItsTagIsAsked() {
        var digest = image();
        signer.refer(digest, bundleOver(digest, keys), true);
        registry.guardedBy(ImageSigner::knowsOfNothing);

        assertPulled();
        assertThat(registry.requests()).contains("referrers/%s 200".formatted(digest));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 501})
    void withoutTheApiOfReferrersTheirTagIsAsked(int status) {
        registry.guardedBy(exchange -> {
            if (!exchange.getRequestURI().getPath().contains("/referrers/")) {
                return false;
            }
            SmallRegistry.problem(exchange, status == 501 ? 405 : status, "UNSUPPORTED");
            return true;
        });
        var digest = image();
        signer.refer(digest, bundleOver(digest, keys), true);

        assertPulled();
    }

    @Test
    void oneOfManySignaturesIsEnough() {
        var digest = image();
        var other = keys("Ed25519");
        registry.manifest(
                digest.replace(':', '-') + ".sig",
                SmallRegistry.IMAGE,
                SmallRegistry.imageOf(List.of(
                        signer.layer(simple(digest), other),
                        signer.layer(simple(digest), keys),
                        signer.layer(simple(digest), other))));

        assertPulled();
    }

    @Test
    void anUnsignedImageIsRefused() {
        image();

        assertRefused(" is not signed, and spec.baseVerification wants a signature.");
        assertThat(registry.requests()).noneMatch(request -> request.startsWith("blobs/"));
    }

    @Test
    void anotherKeyIsRefused() {
        var digest = image();
        signer.sign(digest, simple(digest), keys("Ed25519"));
        assertRefused(
                " has 1 signatures, and none of them is one over its digest by the key of spec.baseVerification.");
        signer.refer(digest, bundleOver(digest, keys("Ed25519")), true);
        assertRefused(
                " has 2 signatures, and none of them is one over its digest by the key of spec.baseVerification.");
    }

    @Test
    void aSignatureOverSomethingElseIsRefused() {
        var digest = image();
        var other = "sha256:" + "1".repeat(64);
        for (var payload : List.of(
                simple(other),
                simple(digest).replace("cosign container image signature", "something"),
                "{}",
                digest,
                "[]",
                "{\"critical\":{\"image\":{\"docker-manifest-digest\":[\"%s\"]}}}".formatted(digest))) {
            signer.sign(digest, payload, keys);
            assertRefused(" has 1 signatures, and none");
        }
    }

    @Test
    void aStatementOfSomethingElseIsRefused() {
        var digest = image();
        var other = "sha256:" + "1".repeat(64);
        for (var bundle : List.of(
                bundle(statement(SIGNED, other), keys),
                bundle(statement("https://slsa.dev/provenance/v1", digest), keys),
                bundle("{}", keys),
                bundleOver(digest, keys).replace("in-toto+json", "x+json"),
                "{}",
                "[]",
                "{\"dsseEnvelope\":{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"%%%\",\"signatures\":1}}")) {
            signer.refer(digest, bundle, true);
            assertRefused(" has 1 signatures, and none");
        }
    }

    @Test
    void aPayloadThatIsNotThatOfItsDigestIsRefused() {
        var digest = image();
        var layer = signer.layer(simple(digest), keys);
        registry.manifest(
                digest.replace(':', '-') + ".sig", SmallRegistry.IMAGE, SmallRegistry.imageOf(List.of(layer)));
        registry.lie(SmallRegistry.digest(bytes(simple(digest))), bytes(simple(digest) + " "));

        assertRefused(" sends other bytes than those of the blob");
    }

    @Test
    void aKeyThatIsNoneIsRefused() throws GeneralSecurityException {
        image();
        var rsa = pem(KeyPairGenerator.getInstance("RSA").generateKeyPair());
        var curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(384);
        for (var key : List.of("", "s3cret", rsa, pem(curve.generateKeyPair()), pem(keys) + pem(keys))) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> Pull.of(server).signedBy(key).run(folder))
                    .withMessage(
                            "The key of spec.baseVerification is not the PEM of a public key of ECDSA on P-256 or of"
                                    + " Ed25519.");
        }
    }

    private String image() {
        return registry.image("v1", Tars.withIso("a.iso", ISO));
    }

    private void assertPulled() {
        assertThat(Pull.of(server).signedBy(pem(keys)).run(folder).iso()).isEqualTo(ISO);
    }

    private void assertRefused(String words) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Pull.of(server).signedBy(pem(keys)).run(folder))
                .withMessageContaining(words);
    }
}
