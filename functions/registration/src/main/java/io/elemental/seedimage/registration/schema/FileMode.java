package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file mode in the syntax of yip, a number: in YAML 0644 and 420 are the same one, and 644 is another. */
record FileMode() implements Shape {

    private static final Shape NUMBER = new Whole(BigDecimal.ZERO, BigDecimal.valueOf(0xFFFF_FFFFL));
    private static final int OCTAL = 8;
    private static final int PERMISSIONS = 0777;

    @Override
    public String expected() {
        return NUMBER.expected();
    }

    @Override
    public boolean takes(Object value) {
        return NUMBER.takes(value);
    }

    @Override
    public String found(Object value) {
        return NUMBER.found(value);
    }

    @Override
    public Optional<String> firstProblem(String path, @Nullable Object value) {
        return value == null
                ? Optional.empty()
                : OctalDigits.of(whole(value))
                        .map(digits -> meantInOctal(path, digits))
                        .or(() -> NUMBER.firstProblem(path, value));
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        return value != null && NUMBER.takes(value)
                ? LostBits.warning(path, new BigDecimal(value.toString()).longValue())
                : Stream.of();
    }

    @Override
    public Stream<Warning> warningsOfAbsent(String path) {
        return LostBits.ofAbsent(path);
    }

    /** A fraction is cut off. */
    private static Object whole(Object value) {
        return NUMBER.takes(value) ? new BigDecimal(value.toString()).toBigInteger() : value;
    }

    private static String meantInOctal(String path, String digits) {
        return String.format(
                Locale.ROOT,
                "%s is the decimal number %s, which gives mode %04o: for mode 0%2$s it must be %d (0%2$s in YAML)",
                path,
                digits,
                Integer.parseInt(digits) & PERMISSIONS,
                Integer.parseInt(digits, OCTAL));
    }
}
