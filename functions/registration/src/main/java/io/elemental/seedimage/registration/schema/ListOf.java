package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A list of items of one shape. */
record ListOf(Shape item) implements Shape {
    @Override
    public String expected() {
        return "a list";
    }

    @Override
    public boolean takes(Object value) {
        return value instanceof List;
    }

    @Override
    public Stream<String> problemsInside(String path, Object value) {
        var list = (List<?>) value;
        return IntStream.range(0, list.size())
                .mapToObj(index -> item.firstProblem(FieldPath.item(path, index), list.get(index)))
                .flatMap(Optional::stream);
    }

    @Override
    public @Nullable Object escaped(@Nullable Object value) {
        return value instanceof List<?> list ? copy(list) : value;
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        return value instanceof List<?> list
                ? IntStream.range(0, list.size())
                        .boxed()
                        .flatMap(index -> item.warnings(FieldPath.item(path, index), list.get(index)))
                : Stream.of();
    }

    private List<@Nullable Object> copy(List<?> list) {
        var copy = new ArrayList<@Nullable Object>(list.size());
        list.forEach(each -> copy.add(item.escaped(each)));
        return copy;
    }
}
