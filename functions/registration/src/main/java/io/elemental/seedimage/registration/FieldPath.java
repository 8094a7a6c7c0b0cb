package io.elemental.seedimage.registration;

import java.util.regex.Pattern;

/** Writes where a value stands: {@code spec.cloud-config.stages.boot[0]["a b"]}. */
final class FieldPath {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final int EXCERPT = 40;

    private FieldPath() {}

    static String field(String path, String key) {
        return WORD.matcher(key).matches() ? path + "." + key : "%s[\"%s\"]".formatted(path, excerpt(key));
    }

    static String item(String path, int index) {
        return "%s[%d]".formatted(path, index);
    }

    static String excerpt(String text) {
        var printable = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return printable.codePointCount(0, printable.length()) <= EXCERPT
                ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, EXCERPT)) + "...";
    }
}
