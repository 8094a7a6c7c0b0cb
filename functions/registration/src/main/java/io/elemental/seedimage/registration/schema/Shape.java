package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.registration.JsonType;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the boot tool can read at one place of a document. Null it reads everywhere, as nothing. */
public interface Shape {

    /** What is expected, to stand behind "must be". */
    String expected();

    boolean takes(Object value);

    /** What is there instead, without showing it. */
    default String found(Object value) {
        return JsonType.of(value);
    }

    /** Problems inside of a value that is taken, in the order of items and of sorted keys. */
    default Stream<String> problemsInside(String path, Object value) {
        return Stream.of();
    }

    /** The value with an escape for what the boot tool would take for a template; of a value without problems. */
    default @Nullable Object escaped(@Nullable Object value) {
        return value;
    }

    /** What is read, but ignored or done otherwise than it is written; of a value that may not be taken. */
    default Stream<Warning> warnings(String path, @Nullable Object value) {
        return Stream.of();
    }

    /** What happens where the value is absent, if that needs to be told. */
    default Stream<Warning> warningsOfAbsent(String path) {
        return Stream.of();
    }

    /** One sentence that begins with the path of what cannot be read. */
    default Optional<String> firstProblem(String path, @Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        return takes(value)
                ? problemsInside(path, value).findFirst()
                : Optional.of("%s must be %s, but is %s".formatted(path, expected(), found(value)));
    }
}
