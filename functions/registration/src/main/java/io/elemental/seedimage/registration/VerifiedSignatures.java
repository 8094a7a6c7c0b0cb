package io.elemental.seedimage.registration;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.LinkedHashMap;

/**
 * Verifies signatures of tokens, and remembers the good ones: whoever reads an image in thousands of ranges shows the
 * same token thousands of times, and a good signature stays good. Those not seen for longest are forgotten first.
 */
final class VerifiedSignatures {

    static final int LIMIT = 256;

    private final LinkedHashMap<String, Boolean> good = new LinkedHashMap<>(16, 0.75f, true);

    boolean verifies(String token, PublicKey key) {
        var pair = hash(token, key);
        if (isKnown(pair)) {
            return true;
        }
        var verified = TokenSignature.verifies(token, key);
        if (verified) {
            remember(pair);
        }
        return verified;
    }

    synchronized int size() {
        return good.size();
    }

    private synchronized boolean isKnown(String pair) {
        return good.get(pair) != null;
    }

    private synchronized void remember(String pair) {
        good.put(pair, true);
        if (good.size() > LIMIT) {
            good.pollFirstEntry();
        }
    }

    /** All that the signature depends on; tokens themselves are not kept. */
    private static String hash(String token, PublicKey key) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(key.getEncoded());
        both.writeBytes(token.getBytes(StandardCharsets.UTF_8));
        return Sha256.hex(both.toByteArray());
    }
}
