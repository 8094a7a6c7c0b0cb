package io.elemental.seedimage.rules;

import java.util.regex.Pattern;

/** A value as far as it is fit to be shown in a sentence: at most 80 characters, no control characters. */
public final class Excerpt {

    private static final int LIMIT = 80;
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Excerpt() {}

    public static String of(String value) {
        var printable = UNFIT.matcher(value.substring(0, Math.min(value.length(), LIMIT + 1)))
                .replaceAll("?");
        return printable.length() <= LIMIT ? printable : printable.substring(0, LIMIT) + "...";
    }
}
