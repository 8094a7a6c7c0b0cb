package io.elemental.seedimage.local.once;

import io.elemental.seedimage.local.common.StepFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Runs programs that are not ours, as a user would: curl, sha256sum, xorriso, cmp. */
public final class Tool {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** How a program ended, and all that it said. */
    public record Ran(int status, String out, String err) {

        /** What it said last, for a sentence. */
        String lastWords() {
            return err.lines().filter(line -> !line.isBlank()).reduce("", (_, last) -> last.strip());
        }
    }

    private final Path folder;

    /** @param folder the working directory of the programs */
    public Tool(Path folder) {
        this.folder = folder;
    }

    /** Runs it to its end, whatever that is. */
    public Ran run(String... command) {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
                    .start();
            process.getOutputStream().close();
            var out = beside(process.getInputStream());
            var err = beside(process.getErrorStream());
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().onExit().join();
                throw new StepFailedException("%s takes longer than %s".formatted(command[0], LIMIT));
            }
            return new Ran(process.exitValue(), out.get(), err.get());
        } catch (IOException | ExecutionException e) {
            throw new StepFailedException("%s cannot be run: %s".formatted(command[0], e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StepFailedException("interrupted");
        }
    }

    /** Runs it; a status other than 0 fails the step. */
    public Ran must(String... command) {
        var ran = run(command);
        if (ran.status() != 0) {
            throw new StepFailedException(
                    "%s ended with status %s: %s".formatted(command[0], ran.status(), ran.lastWords()));
        }
        return ran;
    }

    /** Reads all of it while the program runs: a full pipe would hold it up. */
    private static FutureTask<String> beside(InputStream stream) {
        var text = new FutureTask<>(() -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        Thread.ofVirtual().start(text);
        return text;
    }
}
