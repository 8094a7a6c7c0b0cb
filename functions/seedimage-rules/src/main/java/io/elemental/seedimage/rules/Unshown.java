package io.elemental.seedimage.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters that nobody sees, or that break a line: some of them no API server takes in a status. */
public final class Unshown {

    private static final Pattern SOME = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]+");
    private static final Pattern ONE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]");

    private Unshown() {}

    /** With one space for all that stand together. */
    public static String spaced(String text) {
        return SOME.matcher(text).replaceAll(" ");
    }

    /** With a question mark for each. */
    public static String marked(String text) {
        return ONE.matcher(text).replaceAll("?");
    }

    /** The first of them, as in "U+FFFE". */
    public static Optional<String> firstOf(String text) {
        return Optional.of(ONE.matcher(text))
                .filter(Matcher::find)
                .map(found -> String.format(Locale.ROOT, "U+%04X", text.codePointAt(found.start())));
    }

    /** The beginning, without half of a character. */
    public static String cut(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
