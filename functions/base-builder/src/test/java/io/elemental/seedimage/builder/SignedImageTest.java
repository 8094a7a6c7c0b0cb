package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signatures count. Those that cosign itself makes are in {@link RealRegistryTest}. */
class SignedImageTest {

    private static final byte[] ISO = PullImageTest.iso(1);
    private static final String SIMPLE = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String SIGNED = "https://sigstore.dev/cosign/sign/v1";

    @TempDir
    private Path folder;

    private final OutsideServer server = new OutsideServer();
    private final SmallRegistry registry = new SmallRegistry();
    private final KeyPair keys = keys("Ed25519");

    @BeforeEach
    void serve() {
        server.at("/v2/", registry);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSignatureOverTheImageCounts() {
        var digest = image();
        sign(digest, simple(digest), keys);

        assertPulled();
    }

    @Test
    void aSignatureOverTheIndexCountsForItsImages() {
        var index = registry.index("v1", Map.of("linux/amd64", image()));
        sign(index, simple(index), keys);

        assertPulled();
    }

    @Test
    void aBundleThatRefersToTheImageCounts() {
        for (var fallback : new boolean[] {true, false}) {
            var digest = image();
            refer(digest, bundle(statement(SIGNED, digest), keys), fallback);

            assertPulled();
        }
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
        refer(digest, bundle(statement(SIGNED, digest), keys), true);

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
                        layer(simple(digest), other), layer(simple(digest), keys), layer(simple(digest), other))));

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
        sign(digest, simple(digest), keys("Ed25519"));
        assertRefused(
                " has 1 signatures, and none of them is one over its digest by the key of spec.baseVerification.");
        refer(digest, bundle(statement(SIGNED, digest), keys("Ed25519")), true);
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
            sign(digest, payload, keys);
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
                bundle(statement(SIGNED, digest), keys).replace("in-toto+json", "x+json"),
                "{}",
                "[]",
                "{\"dsseEnvelope\":{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"%%%\",\"signatures\":1}}")) {
            refer(digest, bundle, true);
            assertRefused(" has 1 signatures, and none");
        }
    }

    @Test
    void aPayloadThatIsNotThatOfItsDigestIsRefused() {
        var digest = image();
        var layer = layer(simple(digest), keys);
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

    private void sign(String digest, String payload, KeyPair signer) {
        registry.manifest(
                digest.replace(':', '-') + ".sig",
                SmallRegistry.IMAGE,
                SmallRegistry.imageOf(List.of(layer(payload, signer))));
    }

    private String layer(String payload, KeyPair signer) {
        return registry.layer(
                        registry.blob(bytes(payload)),
                        ",\"annotations\":{\"dev.cosignproject.cosign/signature\":\"%s\"}"
                                .formatted(signature(bytes(payload), signer)))
                .replace("application/vnd.oci.image.layer.v1.tar", SIMPLE);
    }

    private static String simple(String digest) {
        return """
                {"critical":{"identity":{"docker-reference":"x"},"image":{"docker-manifest-digest":"%s"},\
                "type":"cosign container image signature"},"optional":null}""".formatted(digest);
    }

    /** @param fallback whether the index of what refers to it is a tag, and not what an API answers */
    private void refer(String digest, String bundle, boolean fallback) {
        var layer = registry.layer(registry.blob(bytes(bundle)), "")
                .replace("application/vnd.oci.image.layer.v1.tar", BUNDLE);
        var manifest = registry.manifest(null, SmallRegistry.IMAGE, SmallRegistry.imageOf(List.of(layer)));
        var index = """
                {"manifests":[{"mediaType":"%s","digest":"%s","size":1,"artifactType":"%s"}]}""".formatted(SmallRegistry.IMAGE, manifest, BUNDLE);
        if (fallback) {
            registry.manifest(digest.replace(':', '-'), SmallRegistry.INDEX, index);
        } else {
            registry.guardedBy(exchange -> {
                if (!exchange.getRequestURI().getPath().endsWith("/referrers/" + digest)) {
                    return false;
                }
                exchange.sendResponseHeaders(200, index.length());
                exchange.getResponseBody().write(bytes(index));
                return true;
            });
        }
    }

    private static String statement(String predicate, String digest) {
        return """
                {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"","digest":{"sha256":"%s"}}],\
                "predicateType":"%s","predicate":{}}""".formatted(digest.substring(7), predicate);
    }

    private static String bundle(String statement, KeyPair signer) {
        var type = "application/vnd.in-toto+json";
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(bytes("DSSEv1 %s %s %s ".formatted(type.length(), type, statement.length())));
        signed.writeBytes(bytes(statement));
        return """
                {"mediaType":"%s","dsseEnvelope":{"payload":"%s","payloadType":"%s","signatures":[{"sig":"%s"}]}}""".formatted(
                        BUNDLE,
                        Base64.getEncoder().encodeToString(bytes(statement)),
                        type,
                        signature(signed.toByteArray(), signer));
    }

    private static String signature(byte[] message, KeyPair signer) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(signer.getPrivate());
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static KeyPair keys(String kind) {
        try {
            return KeyPairGenerator.getInstance(kind).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()));
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
