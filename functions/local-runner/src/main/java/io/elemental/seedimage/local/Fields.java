package io.elemental.seedimage.local;

import io.elemental.seedimage.rules.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object in a document; whatever is not of the type asked for is refused by its path.
 *
 * @param path "spec.registrationRef"; empty for the document itself
 */
record Fields(String path, Map<String, @Nullable Object> values) {

    private static final int EXCERPT = 60;

    /** An absent object is an empty one, as it is for the API server. */
    Fields object(String name) {
        return switch (values.get(name)) {
            case null -> new Fields(path(name), Map.of());
            case Map<?, ?> map -> new Fields(path(name), named(map));
            case Object other -> throw refused(name, other, "an object");
        };
    }

    List<Fields> objects(String name) {
        return switch (values.get(name)) {
            case null -> List.of();
            case List<?> items -> {
                var objects = new ArrayList<Fields>();
                for (var item : items) {
                    if (!(item instanceof Map<?, ?> map)) {
                        throw refused(name, item, "a list of objects");
                    }
                    objects.add(new Fields("%s[%d]".formatted(path(name), objects.size()), named(map)));
                }
                yield objects;
            }
            case Object other -> throw refused(name, other, "a list of objects");
        };
    }

    Optional<String> text(String name) {
        return value(name, String.class, "text").filter(text -> !text.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new InvalidInputException("%s is missing".formatted(path(name))));
    }

    Optional<Boolean> flag(String name) {
        return value(name, Boolean.class, "true or false");
    }

    Optional<Long> whole(String name) {
        return value(name, Long.class, "a whole number");
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    /** A refusal of one of these fields that says what was expected. */
    InvalidInputException refused(String name, @Nullable Object value, String expected) {
        var shown = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        var cut = shown.length() <= EXCERPT ? shown : shown.substring(0, EXCERPT) + "...";
        return new InvalidInputException("%s '%s' is not %s".formatted(path(name), cut, expected));
    }

    private <T> Optional<T> value(String name, Class<T> type, String expected) {
        var value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw refused(name, value, expected);
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> map) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    @Override
    public String toString() {
        return "Fields[%s]".formatted(path);
    }
}
