package io.elemental.seedimage.registration.schema;

import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Locale;
import java.util.stream.Stream;

/** What the boot tool makes of modes: permissions alone, and none where none are set. */
final class LostBits {

    private static final int PERMISSIONS = 0777;

    private LostBits() {}

    static Stream<Warning> warning(String path, long mode) {
        return mode <= PERMISSIONS
                ? Stream.of()
                : Stream.of(new Warning(
                        path,
                        String.format(
                                Locale.ROOT,
                                "has more than permissions (setuid, setgid, sticky or others), which are lost: the"
                                        + " mode becomes %04o",
                                mode & PERMISSIONS)));
    }

    static Stream<Warning> ofAbsent(String path) {
        return Stream.of(new Warning(path, "is not set, which makes the mode 0000"));
    }
}
