package io.elemental.seedimage.registration.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Modes that stand as a number with the digits that their author means in octal: 600, 644, 755. No mode up to 0777 is
 * such a number (that of 0777 is 511), so these cannot be meant otherwise.
 */
final class OctalDigits {

    private static final Pattern DIGITS = Pattern.compile("[5-7][0-7]{2}");
    private static final int LARGEST_MODE = 0777;

    private OctalDigits() {}

    /** The digits, where that is what a number is. */
    static Optional<String> of(Object value) {
        return value instanceof Number
                ? Optional.of(value.toString())
                        .filter(text -> DIGITS.matcher(text).matches() && Integer.parseInt(text) > LARGEST_MODE)
                : Optional.empty();
    }
}
