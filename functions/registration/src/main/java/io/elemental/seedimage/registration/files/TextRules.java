package io.elemental.seedimage.registration.files;

import io.elemental.seedimage.registration.schema.FieldPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What no text, key or nesting of a file for the boot tool may be, wherever it stands. */
final class TextRules {

    /** In characters, as written; the boot tool's YAML reader knows no longer keys. */
    static final int LONGEST_KEY = 1024;

    static final int DEEPEST = 100;

    private TextRules() {}

    /** One sentence that begins with the path of what breaks a rule. */
    static Optional<String> firstProblem(String path, @Nullable Object tree) {
        return firstProblem(path, tree, 0);
    }

    private static Optional<String> firstProblem(String path, @Nullable Object node, int depth) {
        if (depth > DEEPEST) {
            return Optional.of("%s is nested deeper than %s levels".formatted(path, DEEPEST));
        }
        return switch (node) {
            case String text -> inText(path, text);
            case Map<?, ?> map ->
                new TreeMap<Object, @Nullable Object>(map)
                        .entrySet().stream()
                                .flatMap(field ->
                                        inField(path, field.getKey().toString(), field.getValue(), depth).stream())
                                .findFirst();
            case List<?> list ->
                IntStream.range(0, list.size())
                        .mapToObj(index -> firstProblem(FieldPath.item(path, index), list.get(index), depth + 1))
                        .flatMap(Optional::stream)
                        .findFirst();
            case Double number when !Double.isFinite(number) -> Optional.of(path + " is not a finite number");
            case null, default -> Optional.empty();
        };
    }

    private static Optional<String> inField(String path, String key, @Nullable Object value, int depth) {
        var length = YamlText.key(key).codePoints().count();
        if (length > LONGEST_KEY) {
            return Optional.of("%s has a key that takes %s characters; at most %s can be read"
                    .formatted(path, length, LONGEST_KEY));
        }
        var field = FieldPath.field(path, key);
        return inText("the key " + field, key).or(() -> firstProblem(field, value, depth + 1));
    }

    private static Optional<String> inText(String path, String text) {
        return text.codePoints()
                .filter(TextRules::isHalf)
                .mapToObj(character -> String.format(
                        Locale.ROOT, "%s has the character U+%04X, which the boot tool cannot read", path, character))
                .findFirst();
    }

    // All else is read back: what a file cannot hold as it is, is escaped.
    private static boolean isHalf(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }
}
