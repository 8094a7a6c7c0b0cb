package io.elemental.seedimage.registration.token;

import java.util.Base64;
import java.util.Optional;

/** Base64url as tokens have it (RFC 7515): without padding, and each content in one way only. */
public final class Base64Url {

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Optional<byte[]> decode(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            // The decoder lets padding and stray last bits pass.
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
