package io.elemental.seedimage.rules;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of others as far as it is fit to be shown: one line of at most 400 characters, no control characters. */
public final class OneLine {

    private static final int LIMIT = 400;
    private static final String CUT = "...";
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

    private OneLine() {}

    public static String of(@Nullable String text) {
        var line = text == null ? "" : UNFIT.matcher(text).replaceAll(" ").strip();
        if (line.length() <= LIMIT) {
            return line;
        }
        var end = LIMIT - CUT.length();
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + CUT;
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
