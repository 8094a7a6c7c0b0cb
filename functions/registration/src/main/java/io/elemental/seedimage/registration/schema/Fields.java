package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object; keys that it does not know are ignored, which is a warning. */
public record Fields(Map<String, Shape> shapes) implements Shape {
    Fields with(Shape shape, String... keys) {
        var more = new HashMap<>(shapes);
        Stream.of(keys).forEach(key -> more.put(key, shape));
        return new Fields(Map.copyOf(more));
    }

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
                        .flatMap(field -> Optional.ofNullable(
                                shapes.get(field.getKey().toString()))
                                .flatMap(shape -> shape.firstProblem(
                                        FieldPath.field(path, field.getKey().toString()), field.getValue()))
                                .stream());
    }

    @Override
    public @Nullable Object escaped(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? copy(map) : value;
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Stream.of();
        }
        var present = new TreeMap<Object, @Nullable Object>(map)
                .entrySet().stream().flatMap(field -> {
                    var key = field.getKey().toString();
                    var shape = shapes.get(key);
                    return shape == null
                            ? Stream.of(UnknownKey.warning(path, key, shapes.keySet()))
                            : shape.warnings(FieldPath.field(path, key), field.getValue());
                });
        var absent = new TreeMap<>(shapes)
                .entrySet().stream()
                        .filter(field -> map.get(field.getKey()) == null)
                        .flatMap(field -> field.getValue().warningsOfAbsent(FieldPath.field(path, field.getKey())));
        return Stream.concat(present, absent);
    }

    /** An object with escapes in it. */
    public Map<Object, @Nullable Object> copy(Map<?, ?> object) {
        var copy = new HashMap<Object, @Nullable Object>();
        object.forEach((key, field) -> {
            var shape = shapes.get(key.toString());
            copy.put(key, shape == null ? field : shape.escaped(field));
        });
        return copy;
    }
}
