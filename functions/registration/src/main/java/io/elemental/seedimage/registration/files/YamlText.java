package io.elemental.seedimage.registration.files;

import io.elemental.seedimage.registration.QuotedText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
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
        var text = new StringBuilder();
        if (tree.isEmpty()) {
            text.append("{}");
        } else {
            append(text, tree, 0);
        }
        return text.append('\n').toString();
    }

    static String key(String name) {
        return PLAIN_KEY.matcher(name).matches() && !WORD.matcher(name).matches() ? name : QuotedText.of(name);
    }

    /** Appends what has lines of its own; the first of them begins where the text ends. */
    private static void append(StringBuilder text, @Nullable Object block, int indent) {
        var separator = "";
        switch (block) {
            case Map<?, ?> map -> {
                for (var field : new TreeMap<Object, @Nullable Object>(map).entrySet()) {
                    text.append(separator)
                            .append(key(field.getKey().toString()))
                            .append(':');
                    appendValue(text, field.getValue(), indent);
                    separator = "\n" + " ".repeat(indent);
                }
            }
            case List<?> list -> {
                for (var item : list) {
                    text.append(separator).append("- ");
                    appendItem(text, item, indent);
                    separator = "\n" + " ".repeat(indent);
                }
            }
            case null, default -> throw new IllegalArgumentException("no block");
        }
    }

    private static void appendValue(StringBuilder text, @Nullable Object value, int indent) {
        if (isBlock(value)) {
            append(text.append('\n').repeat(' ', indent + 2), value, indent + 2);
        } else {
            text.append(' ').append(scalar(value));
        }
    }

    private static void appendItem(StringBuilder text, @Nullable Object item, int indent) {
        if (isBlock(item)) {
            append(text, item, indent + 2);
        } else {
            text.append(scalar(item));
        }
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
