package io.elemental.seedimage.rules.links;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes links and reads them: base64url of exactly 72 bytes, so that every character counts. Those are, in this order:
 * one with the format's version, the use, and whether to redirect; the key's id (2); the end, in seconds since 1970
 * (5); the hashes of uid (8), generation (4) and registration key (4); the identity (32); and a MAC (16) over all these
 * and the path's last segment.
 *
 * @param current signs, and is accepted first
 * @param previous is accepted, until what was signed with it has ended
 */
public record LinkKeys(LinkKey current, Optional<LinkKey> previous) {

    private static final int VERSION = 0x10;
    private static final int REDIRECT = 0x08;
    private static final int USE = 0x03;
    private static final int TIME_BYTES = 5;
    private static final int SIGNED_BYTES = 1
            + LinkKey.ID_BYTES
            + TIME_BYTES
            + ImageLink.UID_BYTES
            + ImageLink.GENERATION_BYTES
            + ImageLink.KEY_BYTES
            + ImageLink.IDENTITY_BYTES;
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{96}");

    /** Writes a link for this last segment of a path. */
    public String write(ImageLink link, String lastSegment) {
        var signed = bytes(link, current.id());
        var all = ByteBuffer.allocate(SIGNED_BYTES + LinkKey.MAC_BYTES)
                .put(signed)
                .put(current.mac(content(signed, lastSegment)))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** What a link says; empty: nobody who has one of the keys wrote it so. */
    public Optional<ImageLink> read(String text, String lastSegment) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        var all = Base64.getUrlDecoder().decode(text);
        var signed = Arrays.copyOf(all, SIGNED_BYTES);
        var mac = Arrays.copyOfRange(all, SIGNED_BYTES, all.length);
        var content = content(signed, lastSegment);
        var id = Arrays.copyOfRange(signed, 1, 1 + LinkKey.ID_BYTES);
        var genuine = List.of(Optional.of(current), previous).stream()
                .flatMap(Optional::stream)
                .filter(key -> Arrays.equals(key.id(), id))
                .anyMatch(key -> MessageDigest.isEqual(key.mac(content), mac));
        return genuine ? link(ByteBuffer.wrap(signed)) : Optional.empty();
    }

    private static byte[] bytes(ImageLink link, byte[] keyId) {
        var seconds = link.expiresAt().getEpochSecond();
        return ByteBuffer.allocate(SIGNED_BYTES)
                .put((byte)
                        (VERSION | (link.redirect() ? REDIRECT : 0) | link.use().code()))
                .put(keyId)
                .put((byte) (seconds >> Integer.SIZE))
                .putInt((int) seconds)
                .put(hex(link.uid()))
                .put(hex(link.generation()))
                .put(hex(link.registrationKey()))
                .put(hex(link.identity()))
                .array();
    }

    private static Optional<ImageLink> link(ByteBuffer bytes) {
        var head = bytes.get();
        return (head & ~REDIRECT & ~USE) == VERSION
                ? LinkUse.ofCode(head & USE).map(use -> link(use, (head & REDIRECT) != 0, bytes))
                : Optional.empty(); // of a version to come
    }

    private static ImageLink link(LinkUse use, boolean redirect, ByteBuffer bytes) {
        var _ = hex(bytes, LinkKey.ID_BYTES);
        var seconds = (Byte.toUnsignedLong(bytes.get()) << Integer.SIZE) | Integer.toUnsignedLong(bytes.getInt());
        return new ImageLink(
                use,
                redirect,
                Instant.ofEpochSecond(seconds),
                hex(bytes, ImageLink.UID_BYTES),
                hex(bytes, ImageLink.GENERATION_BYTES),
                hex(bytes, ImageLink.KEY_BYTES),
                hex(bytes, ImageLink.IDENTITY_BYTES));
    }

    private static byte[] content(byte[] signed, String lastSegment) {
        var segment = lastSegment.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(signed.length + segment.length)
                .put(signed)
                .put(segment)
                .array();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String hex(ByteBuffer bytes, int count) {
        var read = new byte[count];
        bytes.get(read);
        return HexFormat.of().formatHex(read);
    }
}
