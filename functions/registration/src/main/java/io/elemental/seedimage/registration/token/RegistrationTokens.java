package io.elemental.seedimage.registration.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.elemental.seedimage.registration.QuotedText;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signs registration tokens as the provider does, byte for byte: for registrations that no provider looks after. */
public final class RegistrationTokens {

    private static final String HEADER = "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}";
    private static final String ISSUER = "ElementalRegistrationReconciler";

    private RegistrationTokens() {}

    /**
     * A token that opens the registration at that URI from now on.
     *
     * @param privateKeyPem PKCS#8 PEM of an Ed25519 key
     * @param expiresAt the first moment at which it opens nothing, in whole seconds; null is never
     */
    public static String sign(String privateKeyPem, String uri, @Nullable Instant expiresAt, Instant now) {
        var expiry = expiresAt == null ? "" : "\"exp\":%s,".formatted(expiresAt.getEpochSecond());
        var claims = "{\"iss\":\"%s\",\"sub\":%2$s,\"aud\":[%2$s],%3$s\"nbf\":%4$s,\"iat\":%4$s}"
                .formatted(ISSUER, QuotedText.of(uri), expiry, now.getEpochSecond());
        return sign(privateKeyPem, HEADER, claims);
    }

    public static String sign(String privateKeyPem, String header, String payload) {
        var key = RegistrationKeys.privateKey(privateKeyPem)
                .orElseThrow(() -> new IllegalArgumentException("the private key is no PKCS#8 PEM of an Ed25519 key"));
        var signed = Base64Url.encode(header.getBytes(UTF_8)) + "." + Base64Url.encode(payload.getBytes(UTF_8));
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(signed.getBytes(US_ASCII));
            return signed + "." + Base64Url.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }
}
