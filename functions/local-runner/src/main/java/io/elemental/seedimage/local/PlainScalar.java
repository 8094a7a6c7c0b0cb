package io.elemental.seedimage.local;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an unquoted YAML word means to kubectl, which reads YAML 1.1 and hands JSON on. */
final class PlainScalar {

    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final int[] BASES = {16, 2, 8, 10};
    private static final double EXACT = 1L << 53;

    /** More digits, to whichever base, are more than any number of JSON has. */
    private static final int MOST_DIGITS = 1100;

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
        var integer = INTEGER.matcher(digits);
        if (integer.matches()) {
            for (var group = 0; group < BASES.length; group++) {
                var magnitude = integer.group(group + 2);
                if (magnitude != null && magnitude.length() > MOST_DIGITS) {
                    return Double.POSITIVE_INFINITY;
                }
                if (magnitude != null) {
                    return whole(new BigInteger(integer.group(1).replace("+", "") + magnitude, BASES[group]));
                }
            }
        }
        return DECIMAL.matcher(digits).matches() ? json(Double.parseDouble(digits)) : word;
    }

    private static Object whole(BigInteger number) {
        if (number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        return number.doubleValue();
    }

    /** JSON has one kind of number: 1.0 arrives as 1. */
    private static Object json(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= EXACT) {
            return (long) number;
        }
        return number;
    }
}
