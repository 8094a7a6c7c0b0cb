package io.elemental.seedimage.testing;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** ETags as S3 makes them: the MD5 of the content, or of the parts' MD5s with their number. */
final class Etags {

    private Etags() {}

    static String of(byte[] content) {
        return "\"" + HexFormat.of().formatHex(md5(content)) + "\"";
    }

    static String ofParts(List<byte[]> parts) {
        var digests = new ByteArrayOutputStream();
        parts.forEach(part -> digests.writeBytes(md5(part)));
        return "\"" + HexFormat.of().formatHex(md5(digests.toByteArray())) + "-" + parts.size() + "\"";
    }

    private static byte[] md5(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
