package io.elemental.seedimage.registration.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A regular expression of host names, in the syntax of Go, which knows less than Java's: no lookahead, for one. */
record HostPattern() implements Shape {

    private static final Shape TEXT = new Text();

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
        try {
            if (value != null) {
                Pattern.compile(value.toString());
            }
            return Stream.of();
        } catch (PatternSyntaxException _) {
            return Stream.of(new Warning(
                    path, "is no regular expression that the boot tool can read, so it skips the step on every host"));
        }
    }
}
