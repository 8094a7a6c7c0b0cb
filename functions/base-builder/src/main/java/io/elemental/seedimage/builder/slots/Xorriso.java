package io.elemental.seedimage.builder.slots;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.TryAgainException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs xorriso, which an image can keep busy for ever, and in memory for more and more folders. */
final class Xorriso {

    private static final long POLL_MILLIS = 250;

    /**
     * Of xorriso, in KiB: an ISO of 100,000 files needs 80 MiB, and a build has 512 MB unless a setting says otherwise.
     */
    private static final long MAX_MEMORY = 256 * 1024;

    private static final File NOTHING = new File("/dev/null");

    private final Path folder;
    private final long sourceDateEpoch;

    Xorriso(Path folder, long sourceDateEpoch) {
        this.folder = folder;
        this.sourceDateEpoch = sourceDateEpoch;
    }

    /** @param meanwhile is run now and then; when it throws, xorriso is ended */
    void run(List<String> command, Runnable meanwhile) {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        var path = String.valueOf(System.getenv("PATH"));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", path, "LC_ALL", "C", "SOURCE_DATE_EPOCH", Long.toString(sourceDateEpoch)));
        var process = start(builder);
        try {
            var words = CompletableFuture.supplyAsync(
                    () -> XorrisoWords.read(process.inputReader(StandardCharsets.UTF_8)),
                    task -> Thread.ofVirtual().start(task));
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                meanwhile.run();
                if (ProcessMemory.kibibytes(process.pid()) > MAX_MEMORY) {
                    throw new RefusedException("xorriso needs more than %s MiB of memory for the image's folders."
                            .formatted(MAX_MEMORY / 1024));
                }
            }
            words.get().check(process.exitValue());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the output of xorriso cannot be read", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TryAgainException("Interrupted.");
        } finally {
            end(process);
        }
    }

    /** Kills it if it still runs, and returns when it has ended, so that its folder can be removed. */
    private static void end(Process process) {
        process.destroyForcibly().onExit().join();
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.redirectInput(ProcessBuilder.Redirect.from(NOTHING)).start();
        } catch (IOException _) {
            throw new RefusedException("xorriso is not installed; Debian has it in the package 'xorriso'.");
        }
    }
}
