package io.elemental.seedimage.builder.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What a scalar is to the boot tool's YAML reader, which is one for YAML 1.1 with octal numbers in both spellings. */
final class YamlScalar {

    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Pattern WHOLE =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern FRACTION =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
    private static final String STANDARD = "tag:yaml.org,2002:";
    private static final int LONGEST = 64;

    private YamlScalar() {}

    /**
     * Text, a number, a boolean or null.
     *
     * @param asWritten whether it is text whatever it looks like
     */
    static @Nullable Object of(ScalarEvent scalar, boolean asWritten) {
        var text = scalar.getValue();
        var tag = scalar.getTag()
                .filter(name -> name.startsWith(STANDARD))
                .map(name -> name.substring(STANDARD.length()));
        if (!scalar.isPlain()
                || tag.filter(name -> name.equals("str") || name.equals("binary"))
                        .isPresent()) {
            return text;
        }
        if (NOTHING.contains(text)) {
            return null;
        }
        var value = asWritten ? text : plain(text);
        if (tag.filter("int"::equals).isPresent() && !(value instanceof Number)) {
            throw new NotReadException("it calls a value a number that is none");
        }
        return value;
    }

    private static Object plain(String text) {
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return TRUE.contains(text);
        }
        var digits = text.replace("_", "");
        if (text.length() > LONGEST || digits.isEmpty() || text.startsWith("_")) {
            return text;
        }
        var whole = WHOLE.matcher(digits);
        if (whole.matches()) {
            var number = whole.group(2) != null
                    ? new BigInteger(whole.group(2), 16)
                    : whole.group(3) != null
                            ? new BigInteger(whole.group(3), 2)
                            : whole.group(4) != null
                                    ? new BigInteger(whole.group(4), 8)
                                    : new BigInteger(whole.group(5));
            return "-".equals(whole.group(1)) ? number.negate() : number;
        }
        return FRACTION.matcher(digits).matches() ? new BigDecimal(digits) : text;
    }
}
