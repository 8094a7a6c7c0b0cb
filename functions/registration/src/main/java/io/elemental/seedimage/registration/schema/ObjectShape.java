package io.elemental.seedimage.registration.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object, whose values have shapes by their keys. */
interface ObjectShape extends Shape {

    /** The shape of the value under a key; empty where the boot tool does not read it. */
    Optional<Shape> shapeOf(String key);

    @Override
    default String expected() {
        return "an object";
    }

    @Override
    default boolean takes(Object value) {
        return value instanceof Map;
    }

    @Override
    default Stream<String> problemsInside(String path, Object value) {
        return new TreeMap<Object, @Nullable Object>((Map<?, ?>) value)
                .entrySet().stream().flatMap(field -> {
                    var key = field.getKey().toString();
                    return shapeOf(key)
                            .flatMap(shape -> shape.firstProblem(FieldPath.field(path, key), field.getValue()))
                            .stream();
                });
    }

    @Override
    default @Nullable Object escaped(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? copy(map) : value;
    }

    /** An object with escapes in it. */
    default Map<Object, @Nullable Object> copy(Map<?, ?> object) {
        var copy = new HashMap<Object, @Nullable Object>();
        object.forEach((key, field) -> {
            var shape = shapeOf(key.toString());
            copy.put(key, shape.isPresent() ? shape.get().escaped(field) : field);
        });
        return copy;
    }
}
