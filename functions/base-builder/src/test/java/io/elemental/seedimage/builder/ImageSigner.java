package io.elemental.seedimage.builder;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/** Puts signatures into a registry, as cosign does. */
record ImageSigner(SmallRegistry registry) {

    static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /** What a statement says that signs an image. */
    static final String SIGNED = "https://sigstore.dev/cosign/sign/v1";

    private static final String SIMPLE = "application/vnd.dev.cosign.simplesigning.v1+json";

    void sign(String digest, String payload, KeyPair signer) {
        registry.manifest(
                digest.replace(':', '-') + ".sig",
                SmallRegistry.IMAGE,
                SmallRegistry.imageOf(List.of(layer(payload, signer))));
    }

    /** A layer that is a signature, as JSON of a manifest. */
    String layer(String payload, KeyPair signer) {
        return registry.layer(
                        registry.blob(bytes(payload)),
                        ",\"annotations\":{\"dev.cosignproject.cosign/signature\":\"%s\"}"
                                .formatted(signature(bytes(payload), signer)))
                .replace("application/vnd.oci.image.layer.v1.tar", SIMPLE);
    }

    /** What is signed in a layer. */
    static String simple(String digest) {
        return """
                {"critical":{"identity":{"docker-reference":"x"},"image":{"docker-manifest-digest":"%s"},\
                "type":"cosign container image signature"},"optional":null}""".formatted(digest);
    }

    /** @param fallback whether the index of what refers to it is a tag, and not what an API answers */
    void refer(String digest, String bundle, boolean fallback) {
        refer(digest, bundle, BUNDLE, fallback);
    }

    /** @param type which the index says that the artifact with the bundle has */
    void refer(String digest, String bundle, String type, boolean fallback) {
        var index = "{\"manifests\":[%s]}".formatted(referrer(bundle, type));
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

    /** An artifact with a bundle, as JSON of a list of referrers. */
    String referrer(String bundle, String type) {
        var layer = registry.layer(registry.blob(bytes(bundle)), "")
                .replace("application/vnd.oci.image.layer.v1.tar", BUNDLE);
        var manifest = registry.manifest(null, SmallRegistry.IMAGE, SmallRegistry.imageOf(List.of(layer)));
        return """
                {"mediaType":"%s","digest":"%s","size":1,"artifactType":"%s"}""".formatted(SmallRegistry.IMAGE, manifest, type);
    }

    /** Answers that nothing refers to anything. */
    static boolean knowsOfNothing(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().contains("/referrers/")) {
            return false;
        }
        var index = bytes("{\"schemaVersion\":2,\"manifests\":[]}");
        exchange.sendResponseHeaders(200, index.length);
        exchange.getResponseBody().write(index);
        return true;
    }

    static String statement(String predicate, String digest) {
        return """
                {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"","digest":{"sha256":"%s"}}],\
                "predicateType":"%s","predicate":{}}""".formatted(digest.substring(7), predicate);
    }

    /** As cosign signs an image. */
    static String bundleOver(String digest, KeyPair signer) {
        return bundle(statement(SIGNED, digest), signer);
    }

    static String bundle(String statement, KeyPair signer) {
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

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static KeyPair keys(String kind) {
        try {
            return KeyPairGenerator.getInstance(kind).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()));
    }
}
