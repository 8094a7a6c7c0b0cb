package io.elemental.seedimage.local.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Small files that are never seen half written. */
public final class DataFile {

    private DataFile() {}

    /** Replaces the file's content, or leaves the file alone if it has this content already. */
    public static void write(Path file, String content) {
        write(file, content, "rw-r--r--");
    }

    /** Like {@link #write}, and nobody but the owner can read it at any time. */
    public static void writeSecret(Path file, String content) {
        write(file, content, "rw-------");
    }

    private static void write(Path file, String content, String permissions) {
        try {
            if (Files.exists(file) && Files.readString(file).equals(content)) {
                return;
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".", ".new");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(permissions));
            Files.writeString(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write %s".formatted(file), e);
        }
    }

    /** The content, or null if there is no such file. */
    public static @Nullable String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s".formatted(file), e);
        }
    }
}
