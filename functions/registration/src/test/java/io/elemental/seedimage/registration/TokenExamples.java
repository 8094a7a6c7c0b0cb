package io.elemental.seedimage.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.elemental.seedimage.registration.token.Base64Url;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens for one registration, good ones and forged ones. */
public final class TokenExamples {

    public static final String URI = "https://elemental.example/elemental/v1/namespaces/fleet/registrations/rack";
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    public static final String HEADER = "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}";

    private TokenExamples() {}

    public static String good() {
        return RegistrationTokens.sign(Rfc8037.PRIVATE_KEY, URI, null, NOW.minusSeconds(60));
    }

    /** For the right URI, with these claims as well. */
    public static String claiming(String claims) {
        return signed("{\"sub\":\"%1$s\",\"aud\":[\"%1$s\"],%2$s}".formatted(URI, claims));
    }

    public static String signed(String payload) {
        return RegistrationTokens.sign(Rfc8037.PRIVATE_KEY, HEADER, payload);
    }

    public static String withHeader(String header) {
        return RegistrationTokens.sign(Rfc8037.PRIVATE_KEY, header, payload());
    }

    static String payload() {
        return "{\"sub\":\"%1$s\",\"aud\":[\"%1$s\"]}".formatted(URI);
    }

    static String encoded(String text) {
        return Base64Url.encode(text.getBytes(UTF_8));
    }

    public static String unsigned() {
        return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encoded(payload()) + ".";
    }

    /** What a library may take that lets the token choose how its key is used. */
    public static String signedWithThePublicKeyAsSecret() {
        var signed = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encoded(payload());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Rfc8037.PUBLIC_KEY.getBytes(UTF_8), "HmacSHA256"));
            return signed + "." + Base64Url.encode(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> segments(String token) {
        return List.of(token.split("\\.", -1));
    }
}
