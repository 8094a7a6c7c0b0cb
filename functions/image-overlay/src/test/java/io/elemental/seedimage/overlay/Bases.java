package io.elemental.seedimage.overlay;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Bases for tests, in memory. */
public final class Bases {

    static final String ID = "0123456789abcdef0123456789abcdef";
    static final SlotSpec AGENT = new SlotSpec("agent", 512);
    static final SlotSpec CLOUD_CONFIG = new SlotSpec("cloud-config", 1024);
    static final List<SlotSpec> SLOTS = List.of(AGENT, CLOUD_CONFIG);

    private Bases() {}

    /** Noise of this size with files laid over it. */
    public static byte[] noise(long seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] lay(byte[] base, int offset, byte[] file) {
        System.arraycopy(file, 0, base, offset, file.length);
        return base;
    }

    static byte[] lay(byte[] base, int offset, String text) {
        return lay(base, offset, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Noise with both slots in it. */
    static byte[] withSlots(int size, int agentAt, int cloudConfigAt) {
        var base = noise(size, size);
        lay(base, agentAt, Placeholder.of(AGENT, ID));
        return lay(base, cloudConfigAt, Placeholder.of(CLOUD_CONFIG, ID));
    }

    /** Scans a base that comes in portions of this many bytes. */
    static PreparedBase scan(byte[] base, int portion) {
        var scan = new ScanBase("build-1", SLOTS, ID);
        for (var at = 0; at < base.length; at += portion) {
            scan.update(base, at, Math.min(portion, base.length - at));
        }
        return scan.finish();
    }

    static BaseBytes bytes(byte[] base) {
        return range -> new ByteArrayInputStream(
                base, (int) Math.min(range.offset(), base.length), (int) Math.min(range.length(), base.length));
    }

    /** By the JDK's own implementation. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an overlay makes of a base, done on a copy of all bytes. */
    static byte[] model(byte[] base, ImageOverlay overlay) {
        var image = base.clone();
        for (var segment : overlay.segments()) {
            var at = (int) segment.offset();
            Arrays.fill(image, at, at + segment.length(), (byte) '\n');
            lay(image, at, segment.content());
        }
        return image;
    }
}
