package io.elemental.seedimage.registration;

import java.util.Locale;

/** Writes text between double quotes, with escapes that JSON and every YAML reader know. */
public final class QuotedText {

    private QuotedText() {}

    public static String of(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(character -> append(quoted, character));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int character) {
        switch (character) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (readsBack(character)) {
                    quoted.appendCodePoint(character);
                } else {
                    quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
                }
            }
        }
    }

    // Beyond U+FFFF nothing may be escaped: yip's reader refuses the two halves that JSON would make of it.
    private static boolean readsBack(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> character != '\uFEFF' && character != '\uFFFE' && character != '\uFFFF';
        };
    }
}
