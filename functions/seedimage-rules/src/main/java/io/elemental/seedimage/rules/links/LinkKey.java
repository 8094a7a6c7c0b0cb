package io.elemental.seedimage.rules.links;

import io.elemental.seedimage.rules.InvalidInputException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key that links are signed with. A secret: whoever has it makes links to whatever image he can name. */
public final class LinkKey {

    static final int ID_BYTES = 2;
    static final int MAC_BYTES = 16;

    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    private LinkKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * Reads a key of 32 bytes.
     *
     * @param setting for the sentence where it is none, which does not show it
     */
    public static LinkKey of(String setting, String base64) {
        try {
            var secret = Base64.getDecoder().decode(base64);
            if (secret.length == BYTES) {
                return new LinkKey(secret);
            }
        } catch (IllegalArgumentException _) {
            // the same sentence as below
        }
        throw new InvalidInputException("%s is not a key of %s bytes in base64, as 'openssl rand -base64 %s' makes it"
                .formatted(setting, BYTES, BYTES));
    }

    /** Tells the key from others, and nothing of it. */
    byte[] id() {
        return Hashes.first(ID_BYTES, secret);
    }

    /** HMAC-SHA256, cut to 128 bits. */
    byte[] mac(byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return Arrays.copyOf(mac.doFinal(content), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LinkKey key && Arrays.equals(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "LinkKey";
    }
}
