package io.elemental.seedimage.registration;

import java.util.Collection;

/** Finds the word that a misspelt one may be meant for. */
public final class Spelling {

    private static final int FAR = 3;
    private static final int LONGEST = 40;

    private Spelling() {}

    /** A sentence with the known word that may be meant, after a full stop; empty where none is near. */
    public static String hint(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return "";
        }
        return known.stream()
                .sorted()
                .filter(other -> distance(word, other) < Math.min(FAR, other.length()))
                .reduce((one, other) -> distance(word, one) <= distance(word, other) ? one : other)
                .map(". Perhaps it is to be "::concat)
                .orElse("");
    }

    /** How many letters have to be changed (Levenshtein's distance). */
    private static int distance(String one, String other) {
        var above = new int[other.length() + 1];
        for (var column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (var row = 1; row <= one.length(); row++) {
            var now = new int[other.length() + 1];
            now[0] = row;
            for (var column = 1; column <= other.length(); column++) {
                var change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                now[column] = Math.min(Math.min(now[column - 1], above[column]) + 1, above[column - 1] + change);
            }
            above = now;
        }
        return above[other.length()];
    }
}
