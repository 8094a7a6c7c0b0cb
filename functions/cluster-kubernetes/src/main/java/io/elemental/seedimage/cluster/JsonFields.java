package io.elemental.seedimage.cluster;

import io.elemental.seedimage.rules.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object in a JSON tree. Null is absent; whatever is not of the type asked for is refused by its path,
 * and never shown.
 *
 * @param path "spec.config"; empty for the root
 */
record JsonFields(String path, Map<?, ?> values) {

    /** An absent object is an empty one. */
    JsonFields object(String name) {
        return new JsonFields(path(name), find(name, Map.class, "an object").orElse(Map.of()));
    }

    /** The objects of a list; an absent list is an empty one. */
    List<JsonFields> objects(String name) {
        var objects = new ArrayList<JsonFields>();
        for (var item : find(name, List.class, "a list").orElse(List.of())) {
            var at = "%s[%d]".formatted(path(name), objects.size());
            if (!(item instanceof Map<?, ?> map)) {
                throw new InvalidInputException("%s is not an object".formatted(at));
            }
            objects.add(new JsonFields(at, map));
        }
        return objects;
    }

    Optional<String> text(String name) {
        return find(name, String.class, "text");
    }

    Optional<Long> whole(String name) {
        return find(name, Number.class, "a whole number").map(number -> switch (number) {
            case Integer _, Long _ -> number.longValue();
            default ->
                throw new InvalidInputException("%s is not a whole number of at most 64 bits".formatted(path(name)));
        });
    }

    /** The tree, whole numbers as {@link Long} whatever their size. */
    Map<String, @Nullable Object> tree() {
        return tree(values);
    }

    private static Map<String, @Nullable Object> tree(Map<?, ?> values) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> tree.put(String.valueOf(name), node(value)));
        return tree;
    }

    private static @Nullable Object node(@Nullable Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Map<?, ?> map -> tree(map);
            case List<?> list -> list.stream().map(JsonFields::node).toList();
            case null, default -> value;
        };
    }

    private <T> Optional<T> find(String name, Class<T> type, String expected) {
        var value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new InvalidInputException("%s is not %s".formatted(path(name), expected));
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Without the values, which may be secrets. */
    @Override
    public String toString() {
        return "JsonFields[%s]".formatted(path);
    }
}
