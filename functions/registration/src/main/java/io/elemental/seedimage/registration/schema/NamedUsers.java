package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The users of cloud-init's syntax, which the boot tool keeps by their names (pkg/schema/loader_cloudinit.go). */
record NamedUsers(Shape users) implements Shape {

    @Override
    public String expected() {
        return users.expected();
    }

    @Override
    public boolean takes(Object value) {
        return users.takes(value);
    }

    @Override
    public Stream<String> problemsInside(String path, Object value) {
        return users.problemsInside(path, value);
    }

    @Override
    public @Nullable Object escaped(@Nullable Object value) {
        return users.escaped(value);
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        return Stream.concat(
                users.warnings(path, value), value instanceof List<?> list ? ofNames(path, list) : Stream.of());
    }

    private static Stream<Warning> ofNames(String path, List<?> list) {
        var earlier = new HashSet<String>();
        return IntStream.range(0, list.size()).boxed().flatMap(index -> {
            if (!(list.get(index) instanceof Map<?, ?> user)) {
                return Stream.of();
            }
            var name = Objects.toString(user.get("name"), "");
            var field = FieldPath.field(FieldPath.item(path, index), "name");
            if (name.isEmpty()) {
                return Stream.of(new Warning(field, "is not set, so the boot tool makes no such user"));
            }
            return earlier.add(name)
                    ? Stream.of()
                    : Stream.of(new Warning(field, "is that of an earlier user, which the boot tool forgets"));
        });
    }
}
