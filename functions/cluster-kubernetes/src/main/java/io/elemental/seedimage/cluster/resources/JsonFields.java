package io.elemental.seedimage.cluster.resources;

import io.elemental.seedimage.rules.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an object in a JSON tree. Null counts as absent. A value of another type is refused with its
 * path; the value is never shown.
 *
 * @param path "spec.config"; empty for the root
 */
public record JsonFields(String path, Map<String, @Nullable Object> values) {

    /** An object. An absent one is empty. */
    public JsonFields object(String name) {
        return new JsonFields(
                path(name),
                find(name, Map.class, "an object").map(JsonFields::named).orElse(Map.of()));
    }

    /** The objects of a list. An absent list is empty. */
    List<JsonFields> objects(String name) {
        var objects = new ArrayList<JsonFields>();
        for (var item : find(name, List.class, "a list").orElse(List.of())) {
            var at = "%s[%s]".formatted(path(name), objects.size());
            if (!(item instanceof Map<?, ?> map)) {
                throw new InvalidInputException("%s is not an object".formatted(at));
            }
            objects.add(new JsonFields(at, named(map)));
        }
        return objects;
    }

    public Optional<String> text(String name) {
        return find(name, String.class, "text");
    }

    Optional<Long> whole(String name) {
        return find(name, Number.class, "a whole number").map(number -> switch (number) {
            case Integer _, Long _ -> number.longValue();
            default ->
                throw new InvalidInputException("%s is not a whole number of at most 64 bits".formatted(path(name)));
        });
    }

    private <T> Optional<T> find(String name, Class<T> type, String expected) {
        var value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new InvalidInputException("%s is not %s".formatted(path(name), expected));
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    @SuppressWarnings("unchecked") // the names of a JSON object are text
    private static Map<String, @Nullable Object> named(Map<?, ?> object) {
        return (Map<String, @Nullable Object>) object;
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
