package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A shape that is looked at once more, for what is told of it beside what it tells itself. */
record Told(Shape shape, Look look) implements Shape {

    /** What is told of a value that is there, and may not be taken. */
    @FunctionalInterface
    interface Look {
        Stream<Warning> warnings(String path, Object value);
    }

    @Override
    public String expected() {
        return shape.expected();
    }

    @Override
    public boolean takes(Object value) {
        return shape.takes(value);
    }

    @Override
    public String found(Object value) {
        return shape.found(value);
    }

    @Override
    public Stream<String> problemsInside(String path, Object value) {
        return shape.problemsInside(path, value);
    }

    @Override
    public @Nullable Object escaped(@Nullable Object value) {
        return shape.escaped(value);
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        return Stream.concat(shape.warnings(path, value), value == null ? Stream.of() : look.warnings(path, value));
    }

    @Override
    public Optional<String> firstProblem(String path, @Nullable Object value) {
        return shape.firstProblem(path, value);
    }
}
