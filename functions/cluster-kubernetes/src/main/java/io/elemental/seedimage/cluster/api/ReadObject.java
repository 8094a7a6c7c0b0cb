package io.elemental.seedimage.cluster.api;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read of an object.
 *
 * @param values a JSON tree: maps, lists, strings, whole numbers as {@link Long} as far as they fit, other numbers,
 *     booleans, nulls
 * @param problem one sentence about the first value that is too large or too deep to be read, which is null then
 */
public record ReadObject(Map<String, @Nullable Object> values, Optional<String> problem) {

    /** Without the values, which may be secrets. */
    @Override
    public String toString() {
        return "ReadObject";
    }
}
