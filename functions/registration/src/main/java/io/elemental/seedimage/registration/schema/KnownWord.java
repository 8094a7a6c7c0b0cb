package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.registration.Spelling;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Text that should be one of some words; another one does nothing.
 *
 * @param otherwise what another word is, to stand behind its path
 */
record KnownWord(Set<String> words, String otherwise) implements Shape {

    private static final Shape TEXT = new Text();

    @Override
    public String expected() {
        return TEXT.expected();
    }

    @Override
    public boolean takes(Object value) {
        return TEXT.takes(value);
    }

    @Override
    public Stream<Warning> warnings(String path, @Nullable Object value) {
        return value == null || words.contains(value.toString())
                ? Stream.of()
                : Stream.of(new Warning(path, otherwise + Spelling.hint(value.toString(), words)));
    }
}
