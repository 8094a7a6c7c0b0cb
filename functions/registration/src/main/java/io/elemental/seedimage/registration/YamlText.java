package io.elemental.seedimage.registration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON tree as YAML that every reader takes for the same tree: keys sorted, text always in quotes, numbers
 * never. Equal trees give equal text.
 */
final class YamlText {

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** What YAML 1.1 reads as a boolean or as nothing. */
    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private YamlText() {}

    static String of(Map<?, ?> tree) {
        return String.join("\n", lines(tree).toList()) + "\n";
    }

    static String key(String name) {
        return PLAIN_KEY.matcher(name).matches() && !WORD.matcher(name).matches() ? name : QuotedText.of(name);
    }

    private static Stream<String> lines(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> map
            when !map.isEmpty() ->
                new TreeMap<Object, @Nullable Object>(map).entrySet().stream().flatMap(YamlText::field);
            case List<?> list when !list.isEmpty() -> list.stream().flatMap(YamlText::item);
            case null, default -> Stream.of(scalar(node));
        };
    }

    private static Stream<String> field(Map.Entry<Object, @Nullable Object> field) {
        var key = key(field.getKey().toString()) + ":";
        return isBlock(field.getValue())
                ? Stream.concat(Stream.of(key), lines(field.getValue()).map(line -> "  " + line))
                : Stream.of(key + " " + scalar(field.getValue()));
    }

    private static Stream<String> item(@Nullable Object item) {
        var lines = lines(item).toList();
        return IntStream.range(0, lines.size()).mapToObj(index -> (index == 0 ? "- " : "  ") + lines.get(index));
    }

    private static boolean isBlock(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> map -> !map.isEmpty();
            case List<?> list -> !list.isEmpty();
            case null, default -> false;
        };
    }

    private static String scalar(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> QuotedText.of(text);
            case Boolean _, Number _ -> value.toString();
            case Map<?, ?> _ -> "{}";
            case List<?> _ -> "[]";
            default -> throw new IllegalArgumentException("%s is not a type of JSON".formatted(value.getClass()));
        };
    }
}
