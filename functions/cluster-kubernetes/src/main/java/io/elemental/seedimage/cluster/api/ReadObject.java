package io.elemental.seedimage.cluster.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /** Reads JSON that is at hand as an answer is read. */
    public static ReadObject of(String json, Part part) {
        try {
            return Answers.object(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the values, which may be secrets. */
    @Override
    public String toString() {
        return "ReadObject";
    }
}
