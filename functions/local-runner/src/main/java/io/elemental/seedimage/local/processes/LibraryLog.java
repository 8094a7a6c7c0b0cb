package io.elemental.seedimage.local.processes;

import java.nio.file.Path;

/** Where goes what is logged for operators: the terminal belongs to the person at it, who is told in sentences. */
final class LibraryLog {

    private static final String FILE = "org.slf4j.simpleLogger.logFile";

    private LibraryLog() {}

    /** Counts only before the first class that logs is loaded; whoever named a file with {@code -D} is obeyed. */
    static void to(Path file) {
        if (System.getProperty(FILE) == null) {
            System.setProperty(FILE, file.toString());
        }
    }
}
