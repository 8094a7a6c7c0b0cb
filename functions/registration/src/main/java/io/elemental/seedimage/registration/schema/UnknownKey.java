package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Collection;
import java.util.Map;

/** A key that the boot tool does not know, and ignores without a word. */
final class UnknownKey {

    private static final String IGNORED = "is not known to the boot tool, which ignores it";
    private static final int FAR = 3;
    private static final int LONGEST = 40;

    /** What cloud-init knows of a file, and yip does not. */
    private static final Map<String, String> OF_FILES = Map.of(
            "append", "is not known to the boot tool, which replaces the file",
            "defer", "is not known to the boot tool, which writes the file before it makes users",
            "source", "is not known to the boot tool, which writes the file without it");

    private UnknownKey() {}

    static Warning warning(String path, String key, Collection<String> known) {
        var field = FieldPath.field(path, key);
        var ofFile = OF_FILES.get(key);
        return new Warning(field, ofFile != null && known.contains("content") ? ofFile : IGNORED + hint(key, known));
    }

    /** What may be meant. */
    private static String hint(String key, Collection<String> known) {
        if (key.length() > LONGEST) {
            return "";
        }
        var plain = key.replace('-', '_');
        return known.stream()
                .sorted()
                .filter(word -> distance(plain, word) < FAR)
                .reduce((one, other) -> distance(plain, one) <= distance(plain, other) ? one : other)
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
