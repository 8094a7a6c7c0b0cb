package io.elemental.seedimage.builder.signature;

import io.elemental.seedimage.builder.registry.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A signature in a bundle of sigstore: an envelope (DSSE) around a statement (in-toto) that names the image's digest.
 */
final class SigstoreBundle {

    static final String TYPE = "application/vnd.dev.sigstore.bundle";

    private static final String STATEMENT = "application/vnd.in-toto+json";

    /** What other statements about an image do not say: that it is signed. */
    private static final String SIGNED = "https://sigstore.dev/cosign/sign/v1";

    private SigstoreBundle() {}

    /** Whether it is one over an image's digest. */
    static boolean signs(byte[] bundle, String digest, SigningKey key) {
        return Json.object(bundle)
                .map(root -> root.path("dsseEnvelope"))
                .filter(envelope -> Json.text(envelope, "payloadType")
                        .filter(STATEMENT::equals)
                        .isPresent())
                .flatMap(envelope -> signedPayload(envelope, key))
                .flatMap(Json::object)
                .filter(statement -> Json.text(statement, "predicateType")
                        .filter(SIGNED::equals)
                        .isPresent())
                .filter(statement -> names(statement, digest))
                .isPresent();
    }

    private static Optional<byte[]> signedPayload(JsonNode envelope, SigningKey key) {
        return Json.text(envelope, "payload")
                .flatMap(SimpleSigning::bytes)
                .filter(payload -> envelope.path("signatures")
                        .valueStream()
                        .limit(10)
                        .anyMatch(signature -> Json.text(signature, "sig")
                                .flatMap(SimpleSigning::bytes)
                                .filter(bytes -> key.signed(encoded(payload), bytes))
                                .isPresent()));
    }

    /** What an envelope's signature is over. */
    static byte[] encoded(byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("DSSEv1 %s %s %s "
                .formatted(STATEMENT.length(), STATEMENT, payload.length)
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private static boolean names(JsonNode statement, String digest) {
        return statement
                .path("subject")
                .valueStream()
                .anyMatch(subject -> Json.text(subject.path("digest"), "sha256")
                        .filter(hex -> digest.equals("sha256:" + hex))
                        .isPresent());
    }
}
