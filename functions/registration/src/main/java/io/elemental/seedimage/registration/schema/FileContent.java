package io.elemental.seedimage.registration.schema;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file to be written: its content is decoded at boot, as its encoding says, and then rendered as a template. */
record FileContent(Shape fields) implements Shape {

    /** What cloud-init calls a content that is not packed. */
    private static final String PLAIN = "text/plain";

    @Override
    public String expected() {
        return fields.expected();
    }

    @Override
    public boolean takes(Object value) {
        return fields.takes(value);
    }

    @Override
    public Stream<String> problemsInside(String path, Object value) {
        var file = (Map<?, ?>) value;
        return Stream.concat(
                fields.problemsInside(path, value), problem(FieldPath.field(path, "content"), file).stream());
    }

    @Override
    public @Nullable Object escaped(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> file)) {
            return value;
        }
        var encoding = FileEncoding.of(file.get("encoding"));
        var content = encoding.decoded(content(file)).map(FileContent::binary).orElse("");
        if (!TemplateText.isTemplate(content)) {
            return value;
        }
        var escaped = new HashMap<Object, @Nullable Object>(file);
        if (encoding == FileEncoding.NONE) {
            escaped.put("content", TemplateText.literal(content(file)));
        } else {
            // Not packed again: what a packer makes differs between its versions.
            escaped.put("encoding", "b64");
            escaped.put("content", base64(TemplateText.literal(content)));
        }
        return escaped;
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        return Stream.concat(
                fields.warnings(path, value),
                value instanceof Map<?, ?> file && file.get("encoding") instanceof String word
                        ? unknown(FieldPath.field(path, "encoding"), word)
                        : Stream.of());
    }

    private static Stream<Warning> unknown(String path, String encoding) {
        return encoding.isEmpty() || encoding.equals(PLAIN) || FileEncoding.of(encoding) != FileEncoding.NONE
                ? Stream.of()
                : Stream.of(
                        new Warning(
                                path,
                                "is not known to the boot tool, which writes the content as it stands: it knows b64 and gz+b64"));
    }

    private static Optional<String> problem(String path, Map<?, ?> file) {
        var encoding = FileEncoding.of(file.get("encoding"));
        if (encoding == FileEncoding.NONE || isNoText(file.get("content"))) {
            return Optional.empty();
        }
        return encoding.decoded(content(file))
                .map(content -> content.length > FileEncoding.LIMIT
                        ? Optional.of("%s has more than %s bytes when it is unpacked, which is the limit"
                                .formatted(path, FileEncoding.LIMIT))
                        : Optional.<String>empty())
                .orElseGet(
                        () -> Optional.of("%s must be %s, as its encoding says".formatted(path, encoding.meaning())));
    }

    /** Of another type, which is told already. */
    private static boolean isNoText(@Nullable Object content) {
        return content instanceof Map || content instanceof Iterable;
    }

    private static String content(Map<?, ?> file) {
        return Objects.toString(file.get("content"), "");
    }

    /** A character for each byte. */
    private static String binary(byte[] content) {
        return new String(content, ISO_8859_1);
    }

    private static String base64(String binary) {
        return Base64.getEncoder().encodeToString(binary.getBytes(ISO_8859_1));
    }
}
