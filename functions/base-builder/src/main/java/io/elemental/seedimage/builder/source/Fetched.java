package io.elemental.seedimage.builder.source;

import java.nio.file.Path;

/** What came of fetching the source. */
public sealed interface Fetched {

    record Changed(Path file, String revision) implements Fetched {}

    record Unchanged(String revision) implements Fetched {}
}
