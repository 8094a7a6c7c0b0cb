package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.rules.OneLine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a builder notes of a base, as far as it may be shown: a builder may say anything, at any length. */
final class BaseNotes {

    private static final int MOST = 10;

    private BaseNotes() {}

    /** Null where there is nothing to note, as in bases that are older than notes. */
    static @Nullable List<String> of(ResultDocument result) {
        var notes = Optional.ofNullable(result.notes()).orElse(List.of()).stream()
                .limit(MOST)
                .filter(Objects::nonNull)
                .map(note -> OneLine.of(note).replaceFirst("[.]+$", ""))
                .filter(note -> !note.isBlank())
                .toList();
        return notes.isEmpty() ? null : notes;
    }
}
