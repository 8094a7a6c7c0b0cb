package io.elemental.seedimage.registration.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** How the content of a file is packed; the boot tool leaves a file empty that it cannot unpack. */
enum FileEncoding {
    NONE(""),
    BASE64("base64"),
    GZIP("gzip, which no text can be: use gz+b64"),
    BASE64_OF_GZIP("base64 of gzip");

    /** Largest content when it is unpacked, in bytes. */
    static final int LIMIT = 4 * 1024 * 1024;

    private final String meaning;

    FileEncoding(String meaning) {
        this.meaning = meaning;
    }

    /** What the boot tool does not know is no encoding for it. */
    static FileEncoding of(@Nullable Object word) {
        return switch (Objects.toString(word, "")) {
            case "b64", "base64" -> BASE64;
            case "gz", "gzip" -> GZIP;
            case "gz+base64", "gzip+base64", "gz+b64", "gzip+b64" -> BASE64_OF_GZIP;
            default -> NONE;
        };
    }

    /** What it promises. */
    String meaning() {
        return meaning;
    }

    /** The content of the file, or more than {@link #LIMIT} bytes of it; empty where it is not so encoded. */
    Optional<byte[]> decoded(String content) {
        return switch (this) {
            case NONE -> Optional.of(content.getBytes(UTF_8));
            case BASE64 -> base64(content);
            case GZIP -> unpacked(content.getBytes(UTF_8));
            case BASE64_OF_GZIP -> base64(content).flatMap(FileEncoding::unpacked);
        };
    }

    // The boot tool insists on the padding, which the JDK's decoder does not.
    private static Optional<byte[]> base64(String content) {
        var text = content.replaceAll("[\r\n]", "");
        try {
            return text.length() % 4 == 0 ? Optional.of(Base64.getDecoder().decode(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> unpacked(byte[] gzip) {
        try (var content = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return Optional.of(content.readNBytes(LIMIT + 1));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
