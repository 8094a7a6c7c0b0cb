package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the boot tool reads, and does nothing with. */
record NeverDone(Shape shape) implements Shape {

    @Override
    public String expected() {
        return shape.expected();
    }

    @Override
    public boolean takes(Object value) {
        return shape.takes(value);
    }

    @Override
    public Stream<String> problemsInside(String path, Object value) {
        return shape.problemsInside(path, value);
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        return value == null || value.equals(false)
                ? Stream.of()
                : Stream.of(new Warning(path, "is read by the boot tool, which does nothing with it"));
    }
}
