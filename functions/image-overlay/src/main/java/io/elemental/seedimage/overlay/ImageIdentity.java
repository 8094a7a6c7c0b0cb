package io.elemental.seedimage.overlay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names an image: equal identity means equal bytes. */
public final class ImageIdentity {

    private static final String FORMAT = "elemental seed image 1";

    private ImageIdentity() {}

    /**
     * 64 hex digits. Namespace and registration are in it, so that nothing is shared between tenants or can be guessed
     * by another one.
     */
    public static String of(
            String namespace, String registrationUid, String build, String baseSha256, ImageOverlay overlay) {
        var digest = sha256();
        add(digest, FORMAT);
        add(digest, namespace);
        add(digest, registrationUid);
        add(digest, build);
        add(digest, baseSha256);
        for (var segment : overlay.segments()) {
            add(digest, "%s %s".formatted(segment.offset(), segment.length()));
            add(digest, segment.content());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String word) {
        add(digest, word.getBytes(StandardCharsets.UTF_8));
    }

    // The length in front keeps two neighbours from running into each other.
    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
