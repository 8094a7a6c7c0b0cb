package io.elemental.seedimage.rules.links;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The beginnings of SHA-256 digests. */
final class Hashes {

    private Hashes() {}

    /** In hex. */
    static String first(int bytes, String text) {
        return HexFormat.of().formatHex(first(bytes, text.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] first(int bytes, byte[] content) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(content), bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
