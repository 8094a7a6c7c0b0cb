package io.elemental.seedimage.registration.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** One block of PEM text. */
public final class Pem {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s([^-]*)\\s-----END \\1-----");
    private static final int LINE_LENGTH = 64;

    private Pem() {}

    public static String write(String label, byte[] content) {
        var lines = Base64.getMimeEncoder(LINE_LENGTH, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, lines.encodeToString(content));
    }

    /** The content of the first block, where that has this label. */
    static Optional<byte[]> read(String label, String text) {
        var block = BLOCK.matcher(text);
        if (!block.find() || !block.group(1).equals(label)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(block.group(2).replaceAll("\\s", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
