package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A file that names a running process, so that the next runner can end what a killed one left behind. */
public final class ProcessMark {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path file;

    ProcessMark(Path file) {
        this.file = file;
    }

    void set(Process process) {
        DataFile.write(file, process.pid() + " " + started(process.toHandle()));
    }

    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove %s".formatted(file), e);
        }
    }

    /**
     * Ends the process that is named, if it still runs; a pid that was given to another process since is left alone.
     */
    void endLeftOver() {
        var content = DataFile.read(file);
        if (content != null) {
            var words = content.strip().split(" ", 2);
            leftOver(words[0], words[1]).ifPresent(ProcessMark::end);
            clear();
        }
    }

    /** Asks it to end, and after a few seconds makes it. */
    public static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process cannot fail", e);
        }
    }

    private static Optional<ProcessHandle> leftOver(String pid, String started) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> started(process).equals(started));
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
