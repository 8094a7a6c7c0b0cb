package io.elemental.seedimage.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names a source: equal sources, prepared alike, have equal names and so share their bases. */
public final class SourceId {

    /**
     * Raised only when bases that are there can no longer be used, since it builds every base anew. A builder that
     * makes other bytes of the same source is no reason: its layout ({@link ManifestDocument}) is that of its own
     * builds.
     */
    private static final int LAYOUT_VERSION = 1;

    private static final int HEX_DIGITS = 32;

    private SourceId() {}

    /** Of a source that everybody can reach, and whose bytes may be any. */
    public static String of(String source, String platform, String type, Map<String, Integer> slots) {
        return of(source, platform, type, slots, null, List.of());
    }

    /**
     * 32 hex digits.
     *
     * @param source canonical address
     * @param platform as OCI writes it, "linux/amd64"
     * @param type "iso" or "raw"
     * @param slots length in bytes by name
     * @param scope the namespace that says itself how it is reached, so that others cannot reach what that opens; null:
     *     what everybody can reach
     * @param conditions what else a base must hold to, in a fixed order: one that was made without them is not for
     *     those who want them
     */
    public static String of(
            String source,
            String platform,
            String type,
            Map<String, Integer> slots,
            @Nullable String scope,
            List<String> conditions) {
        var digest = sha256();
        add(digest, "layout " + LAYOUT_VERSION);
        add(digest, source);
        add(digest, platform);
        add(digest, type);
        add(digest, new TreeMap<>(slots).toString());
        add(digest, scope == null ? "" : scope);
        conditions.forEach(condition -> add(digest, condition));
        return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    }

    // The length in front keeps two neighbours from running into each other.
    private static void add(MessageDigest digest, String word) {
        var bytes = word.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
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
