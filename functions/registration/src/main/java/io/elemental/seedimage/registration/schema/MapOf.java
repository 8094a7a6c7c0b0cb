package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object with any keys. */
record MapOf(Shape each) implements ObjectShape {
    @Override
    public Optional<Shape> shapeOf(String key) {
        return Optional.of(each);
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
