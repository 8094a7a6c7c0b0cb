package io.elemental.seedimage.rules;

/** A value as far as it is fit to be shown in a sentence: at most 80 characters, no control characters. */
public final class Excerpt {

    private static final int LIMIT = 80;

    private Excerpt() {}

    public static String of(String value) {
        var printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LIMIT ? printable : printable.substring(0, LIMIT) + "...";
    }
}
