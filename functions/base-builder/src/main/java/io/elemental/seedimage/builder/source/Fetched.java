package io.elemental.seedimage.builder.source;

import java.nio.file.Path;
import java.util.List;

/** What came of fetching the source. */
public sealed interface Fetched {

    /**
     * It is there, in a file.
     *
     * @param notes of it, each a sentence about it without subject and full stop
     */
    record Changed(Path file, String revision, List<String> notes) implements Fetched {

        /** One of which nothing is to be said. */
        public Changed(Path file, String revision) {
            this(file, revision, List.of());
        }
    }

    record Unchanged(String revision) implements Fetched {}
}
