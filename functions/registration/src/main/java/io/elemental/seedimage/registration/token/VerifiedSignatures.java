package io.elemental.seedimage.registration.token;

import io.elemental.seedimage.registration.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;

/**
 * Verifies signatures of tokens, and remembers what came of it: whoever reads an image in thousands of ranges shows the
 * same token thousands of times, and so may somebody who has none. Under one key a signature stays what it is; another
 * key makes another question of it. Bad ones never displace good ones.
 */
final class VerifiedSignatures {

    static final int GOOD = 256;
    static final int BAD = 1_000;

    private final RecentWords good = new RecentWords(GOOD);
    private final RecentWords bad = new RecentWords(BAD);

    boolean verifies(String token, PublicKey key) {
        var pair = hash(token, key);
        if (good.knows(pair)) {
            return true;
        }
        if (bad.knows(pair)) {
            return false;
        }
        var verified = TokenSignature.verifies(token, key);
        (verified ? good : bad).add(pair);
        return verified;
    }

    int good() {
        return good.size();
    }

    int bad() {
        return bad.size();
    }

    /** All that the signature depends on; tokens themselves are not kept. */
    private static String hash(String token, PublicKey key) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(key.getEncoded());
        both.writeBytes(token.getBytes(StandardCharsets.UTF_8));
        return Sha256.hex(both.toByteArray());
    }
}
