package io.elemental.seedimage.registration;

import java.util.List;
import java.util.Map;

/** Names what a value is without showing it. */
public final class JsonType {

    private JsonType() {}

    public static String of(Object value) {
        return switch (value) {
            case String _ -> "text";
            case Number _ -> "a number";
            case Boolean _ -> "true or false";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "an object";
            default -> throw new IllegalArgumentException("%s is not a type of JSON".formatted(value.getClass()));
        };
    }
}
