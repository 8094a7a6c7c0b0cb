package io.elemental.seedimage.registration.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.elemental.seedimage.registration.Sha256;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import java.security.MessageDigest;

/** A token by its SHA-256, which may be kept where the token may not. */
final class TokenHash {

    private TokenHash() {}

    /** Lower-case hex. */
    static String of(String token) {
        return Sha256.hex(token.getBytes(UTF_8));
    }

    /** Whether this is the registration's current token, found out in a time that does not tell how nearly it is. */
    static boolean isOf(String token, RegistrationEntry registration) {
        var current = registration.tokenSha256();
        return current != null && MessageDigest.isEqual(of(token).getBytes(US_ASCII), current.getBytes(US_ASCII));
    }
}
