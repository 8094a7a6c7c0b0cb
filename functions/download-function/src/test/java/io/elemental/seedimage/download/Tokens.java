package io.elemental.seedimage.download;

import io.elemental.seedimage.download.answers.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes registration tokens, as the provider does and as it would not. */
final class Tokens {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    private Tokens(KeyPair keys) {
        this.keys = keys;
    }

    static Tokens withNewKey() {
        try {
            return new Tokens(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String publicKeyPem() {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
    }

    String issue(String uri, @Nullable Instant notBefore, @Nullable Instant expires) {
        return issue("EdDSA", uri, notBefore, expires);
    }

    String issue(String algorithm, String uri, @Nullable Instant notBefore, @Nullable Instant expires) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", "Elemental API");
        claims.put("sub", uri);
        claims.put("aud", new String[] {uri});
        if (notBefore != null) {
            claims.put("nbf", notBefore.getEpochSecond());
        }
        if (expires != null) {
            claims.put("exp", expires.getEpochSecond());
        }
        var signed = part(Map.of("alg", algorithm, "typ", "JWT")) + "." + part(claims);
        return signed + "." + BASE64URL.encodeToString(sign(signed));
    }

    /** Any header and any claims, in these bytes, with a signature that is good. */
    String sign(byte[] header, byte[] claims) {
        var signed = encoded(header) + "." + encoded(claims);
        return signed + "." + encoded(sign(signed));
    }

    String sign(String header, String claims) {
        return sign(header.getBytes(StandardCharsets.UTF_8), claims.getBytes(StandardCharsets.UTF_8));
    }

    /** The public key itself, without what says that it is one. */
    byte[] publicKey() {
        var der = keys.getPublic().getEncoded();
        return Arrays.copyOfRange(der, der.length - 32, der.length);
    }

    static String encoded(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, Object> fields) {
        return BASE64URL.encodeToString(Json.of(fields).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] sign(String text) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
