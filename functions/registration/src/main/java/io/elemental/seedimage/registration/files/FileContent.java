package io.elemental.seedimage.registration.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file to be written: content that says it is base64 is decoded at boot, and only then looked at for templates. */
record FileContent(Shape fields) implements Shape {

    private static final Set<String> BASE64 = Set.of("b64", "base64");

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
        var encoded = file.get("encoding") instanceof String encoding && BASE64.contains(encoding);
        return Stream.concat(
                fields.problemsInside(path, value),
                encoded ? problem(FieldPath.field(path, "content"), file.get("content")).stream() : Stream.of());
    }

    private static Optional<String> problem(String path, @Nullable Object content) {
        if (!(content instanceof String text)) {
            return Optional.empty();
        }
        return decoded(text.replaceAll("[\r\n]", ""))
                .map(decoded -> decoded.contains("{{") ? Optional.of(template(path)) : Optional.<String>empty())
                .orElseGet(() -> Optional.of("%s must be base64, as its encoding says".formatted(path)));
    }

    // The boot tool insists on the padding, which the JDK's decoder does not.
    private static Optional<String> decoded(String base64) {
        try {
            return base64.length() % 4 == 0
                    ? Optional.of(new String(Base64.getDecoder().decode(base64), ISO_8859_1))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String template(String path) {
        return "%s has '{{' once it is decoded, which the boot tool takes for a template".formatted(path);
    }
}
