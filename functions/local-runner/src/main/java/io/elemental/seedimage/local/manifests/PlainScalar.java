package io.elemental.seedimage.local.manifests;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted YAML word means to kubectl, which reads YAML 1.1 and hands JSON on. No library at hand reads words
 * so: those of YAML 1.2 take "yes" and 0644 for something else, and those of 1.1 make dates, and minutes of 12:30:45.
 */
final class PlainScalar {

    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final double EXACT = 1L << 53;

    private PlainScalar() {}

    /** Null, a Boolean, a Long, a Double, or the word itself. */
    static @Nullable Object read(String word) {
        if (NULL.contains(word)) {
            return null;
        }
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        var first = word.charAt(0);
        return Character.isDigit(first) || "+-.".indexOf(first) >= 0 ? number(word) : word;
    }

    private static Object number(String word) {
        var digits = word.replace("_", "");
        try {
            return digits.matches("[-+]?0[bB].*")
                    ? Long.parseLong(digits.replaceFirst("0[bB]", ""), 2)
                    : Long.decode(digits.replaceFirst("^([-+]?0)[oO]", "$1"));
        } catch (NumberFormatException _) {
            return DECIMAL.matcher(digits).matches() ? json(Double.parseDouble(digits)) : word;
        }
    }

    /** JSON has one kind of number: 1.0 arrives as 1. */
    private static Object json(double number) {
        var whole = number == Math.rint(number) && Math.abs(number) <= EXACT;
        return whole ? (Object) (long) number : (Object) number;
    }
}
