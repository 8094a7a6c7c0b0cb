package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object; keys that it does not know are ignored, which is a warning. */
public record Fields(Map<String, Shape> shapes) implements ObjectShape {
    Fields with(Shape shape, String... keys) {
        var more = new HashMap<>(shapes);
        Stream.of(keys).forEach(key -> more.put(key, shape));
        return new Fields(Map.copyOf(more));
    }

    @Override
    public Optional<Shape> shapeOf(String key) {
        return Optional.ofNullable(shapes.get(key));
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
}
