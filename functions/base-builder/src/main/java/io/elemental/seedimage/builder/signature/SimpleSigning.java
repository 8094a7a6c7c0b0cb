package io.elemental.seedimage.builder.signature;

import io.elemental.seedimage.builder.registry.Json;
import java.util.Base64;
import java.util.Optional;

/** A signature as a layer beside its image: the layer says what is signed, an annotation of it holds the signature. */
final class SimpleSigning {

    static final String TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";

    private SimpleSigning() {}

    /**
     * Whether it is one over an image's digest.
     *
     * @param signature in base64
     */
    static boolean signs(byte[] payload, String signature, String digest, SigningKey key) {
        return bytes(signature)
                .filter(bytes -> key.signed(payload, bytes))
                .flatMap(_ -> Json.object(payload))
                .map(root -> root.path("critical"))
                .filter(critical -> Json.text(critical, "type")
                        .filter("cosign container image signature"::equals)
                        .isPresent())
                .flatMap(critical -> Json.text(critical.path("image"), "docker-manifest-digest"))
                .filter(digest::equals)
                .isPresent();
    }

    /** Empty where it is no base64. */
    static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
