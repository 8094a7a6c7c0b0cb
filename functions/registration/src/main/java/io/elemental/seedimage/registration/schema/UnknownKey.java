package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.registration.Spelling;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Collection;
import java.util.Map;

/** A key that the boot tool does not know, and ignores without a word. */
final class UnknownKey {

    private static final String IGNORED = "is not known to the boot tool, which ignores it";

    /** What cloud-init knows of a file, and yip does not. */
    private static final Map<String, String> OF_FILES = Map.of(
            "append", "is not known to the boot tool, which replaces the file",
            "defer", "is not known to the boot tool, which writes the file before it makes users",
            "source", "is not known to the boot tool, which writes the file without it");

    private UnknownKey() {}

    static Warning warning(String path, String key, Collection<String> known) {
        var field = FieldPath.field(path, key);
        var ofFile = OF_FILES.get(key);
        return new Warning(
                field,
                ofFile != null && known.contains("content")
                        ? ofFile
                        : IGNORED + Spelling.hint(key.replace('-', '_'), known));
    }
}
