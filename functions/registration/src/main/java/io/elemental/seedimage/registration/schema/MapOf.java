package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object with any keys. */
record MapOf(Shape each) implements Shape {
    @Override
    public String expected() {
        return "an object";
    }

    @Override
    public boolean takes(Object value) {
        return value instanceof Map;
    }

    @Override
    public Stream<String> problemsInside(String path, Object value) {
        return new TreeMap<Object, @Nullable Object>((Map<?, ?>) value)
                .entrySet().stream()
                        .map(field -> each.firstProblem(
                                FieldPath.field(path, field.getKey().toString()), field.getValue()))
                        .flatMap(Optional::stream);
    }

    @Override
    public @Nullable Object escaped(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        var copy = new HashMap<Object, @Nullable Object>();
        map.forEach((key, field) -> copy.put(key, each.escaped(field)));
        return copy;
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? new TreeMap<Object, @Nullable Object>(map)
                        .entrySet().stream()
                                .flatMap(field -> each.warnings(
                                        FieldPath.field(path, field.getKey().toString()), field.getValue()))
                : Stream.of();
    }
}
