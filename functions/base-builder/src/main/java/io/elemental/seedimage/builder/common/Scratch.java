package io.elemental.seedimage.builder.common;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/**
 * Disk space for one build: a folder {@code base-builder} that is emptied of what a killed build left, and removed at
 * the end.
 */
public final class Scratch implements AutoCloseable {

    /** The end of a sentence about what is too large; its place is for the grant's limit. */
    public static final String LIMIT =
            "this installation allows %s (SEEDIMAGE_BUILDER_MAX_SIZE), whatever spec.size says.";

    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    private Scratch(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    public static Scratch in(Path parent) {
        // Absolute, because it is the working directory of a program that is told of files in it.
        var folder = parent.toAbsolutePath().resolve("base-builder");
        try {
            Files.createDirectories(folder);
            var lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lock)) {
                lock.close();
                throw new TryAgainException("Another build uses the scratch folder %s.".formatted(parent));
            }
            removeAll(folder, LOCK);
            return new Scratch(folder, lock);
        } catch (IOException _) {
            throw new UsageException("The scratch folder %s cannot be used.".formatted(parent));
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Refuses a build that has not enough disk space.
     *
     * @param bytes that it will write
     */
    public void requireFree(long bytes) {
        try {
            var free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes) {
                throw new RefusedException(
                        "The scratch folder has %s bytes free, and the build needs %s.".formatted(free, bytes));
            }
        } catch (IOException e) {
            throw failed("looked at", e);
        }
    }

    /** What to throw when reading or writing here failed. */
    public static RuntimeException failed(String what, IOException e) {
        return isFull(String.valueOf(e.getMessage()))
                ? full()
                : new TryAgainException("The scratch folder cannot be %s: %s."
                        .formatted(what, e.getClass().getSimpleName()));
    }

    public static boolean isFull(String words) {
        return words.contains("No space left on device") || words.contains("Disk quota exceeded");
    }

    public static RefusedException full() {
        return new RefusedException("The disk of the scratch folder is full.");
    }

    public void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("cleaned", e);
        }
    }

    @Override
    public void close() {
        try (lock) {
            removeAll(folder, "");
        } catch (IOException _) {
            // The next build removes what is left.
        }
    }

    private static void removeAll(Path folder, String but) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (but.isEmpty() || (!file.equals(folder) && !file.endsWith(but))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException _) {
            // removed meanwhile
        }
    }
}
