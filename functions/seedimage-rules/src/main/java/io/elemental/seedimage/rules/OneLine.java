package io.elemental.seedimage.rules;

import org.jspecify.annotations.Nullable;

/** Text of others as far as it is fit to be shown: one line of at most 400 characters, each character shown. */
public final class OneLine {

    private static final int LIMIT = 400;
    private static final String CUT = "...";

    private OneLine() {}

    public static String of(@Nullable String text) {
        var line = text == null ? "" : Unshown.spaced(text).strip();
        if (line.length() <= LIMIT) {
            return line;
        }
        return Unshown.cut(line, LIMIT - CUT.length()) + CUT;
    }

    /** Something else where there is no text. */
    public static String of(@Nullable String text, String otherwise) {
        var line = of(text);
        return line.isEmpty() ? otherwise : line;
    }

    /** The last line that is not blank. */
    public static String lastOf(@Nullable String text) {
        return text == null
                ? ""
                : of(text.lines().filter(line -> !line.isBlank()).reduce("", (_, last) -> last));
    }
}
