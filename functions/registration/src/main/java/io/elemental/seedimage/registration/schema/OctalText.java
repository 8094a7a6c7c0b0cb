package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.registration.JsonType;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file mode in the syntax of cloud-init: octal digits, whether they stand as text or as a number. */
record OctalText() implements Shape {

    private static final Pattern DIGITS = Pattern.compile("0*([1-3][0-7]{10}|[0-7]{0,10})");
    private static final Pattern SMALL = Pattern.compile("\\d{1,3}");
    private static final int LARGEST_MODE = 0777;
    private static final int OCTAL = 8;

    @Override
    public String expected() {
        return "octal digits in quotes such as \"0644\" (unquoted, they arrive as another number)";
    }

    @Override
    public boolean takes(Object value) {
        return value instanceof String text
                ? DIGITS.matcher(text).matches()
                : OctalDigits.of(value).isPresent();
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        if (value == null || !takes(value)) {
            return Stream.of();
        }
        var digits = value.toString();
        return digits.isEmpty() ? LostBits.ofAbsent(path) : LostBits.warning(path, Long.parseLong(digits, OCTAL));
    }

    @Override
    public Stream<Warning> warningsOfAbsent(String path) {
        return LostBits.ofAbsent(path);
    }

    @Override
    public String found(Object value) {
        if (value instanceof Number && SMALL.matcher(value.toString()).matches()) {
            var number = Integer.parseInt(value.toString());
            return number > LARGEST_MODE
                    ? "the number %s".formatted(number)
                    : String.format(Locale.ROOT, "the number %d: mode %04o is \"%2$04o\"", number, number);
        }
        return JsonType.of(value);
    }
}
