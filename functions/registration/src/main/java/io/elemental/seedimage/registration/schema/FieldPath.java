package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.Unshown;
import java.util.regex.Pattern;

/** Writes where a value stands: {@code spec.cloud-config.stages.boot[0]["a b"]}. */
public final class FieldPath {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final int EXCERPT = 40;
    private static final int LONGEST = 200;
    private static final String CUT = "...";

    private FieldPath() {}

    public static String field(String path, String key) {
        return below(path, WORD.matcher(key).matches() ? "." + key : "[\"%s\"]".formatted(excerpt(key)));
    }

    public static String item(String path, int index) {
        return below(path, "[%s]".formatted(index));
    }

    /** Of a long path, the beginning. */
    private static String below(String path, String last) {
        if (path.endsWith(CUT)) {
            return path;
        }
        return path.length() + last.length() <= LONGEST ? path + last : path + CUT;
    }

    public static String excerpt(String text) {
        var printable = Unshown.marked(text);
        return printable.codePointCount(0, printable.length()) <= EXCERPT
                ? printable
                : printable.substring(0, printable.offsetByCodePoints(0, EXCERPT)) + CUT;
    }
}
