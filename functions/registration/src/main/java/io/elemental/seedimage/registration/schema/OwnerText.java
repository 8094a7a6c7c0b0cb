package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An owner, or owner and group: the boot tool looks for names alone. */
record OwnerText() implements Shape {

    private static final Shape TEXT = new Text();
    private static final Pattern NUMBERS = Pattern.compile("\\d+(:.*)?|[^:]*:\\d*");

    @Override
    public String expected() {
        return TEXT.expected();
    }

    @Override
    public boolean takes(Object value) {
        return TEXT.takes(value);
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        return value != null && NUMBERS.matcher(value.toString()).matches()
                ? Stream.of(new Warning(path, "must be names such as root:root: otherwise the owner stays root"))
                : Stream.of();
    }
}
