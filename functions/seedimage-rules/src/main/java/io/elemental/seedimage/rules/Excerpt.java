package io.elemental.seedimage.rules;

/** A value as far as it is fit to be shown in a sentence: at most 80 characters, each character shown. */
public final class Excerpt {

    private static final int LIMIT = 80;

    private Excerpt() {}

    public static String of(String value) {
        var shown = Unshown.marked(value.length() <= LIMIT ? value : Unshown.cut(value, LIMIT));
        return value.length() <= LIMIT ? shown : shown + "...";
    }
}
