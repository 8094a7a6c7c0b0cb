package io.elemental.seedimage.builder;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs xorriso. */
final class Xorriso {

    private static final long POLL_MILLIS = 250;
    private static final Pattern TROUBLE = Pattern.compile("[a-z]+ ?: (SORRY|MISHAP|FAILURE|FATAL) : (.*)");
    private static final File NOTHING = new File("/dev/null");
    private static final String NO_IMAGE = "No ISO 9660 image";

    private final Path folder;
    private final long sourceDateEpoch;

    Xorriso(Path folder, long sourceDateEpoch) {
        this.folder = folder;
        this.sourceDateEpoch = sourceDateEpoch;
    }

    /** @param meanwhile is run now and then */
    void run(List<String> command, Runnable meanwhile) {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        var path = String.valueOf(System.getenv("PATH"));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", path, "LC_ALL", "C", "SOURCE_DATE_EPOCH", Long.toString(sourceDateEpoch)));
        var process = start(builder);
        try {
            var words = CompletableFuture.supplyAsync(
                    () -> read(process.inputReader(StandardCharsets.UTF_8)),
                    task -> Thread.ofVirtual().start(task));
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                meanwhile.run();
            }
            check(process.exitValue(), words.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("what xorriso says cannot be read", e);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new TryAgainException("Interrupted.");
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.redirectInput(ProcessBuilder.Redirect.from(NOTHING)).start();
        } catch (IOException _) {
            throw new RefusedException("xorriso is not installed; Debian has it in the package 'xorriso'.");
        }
    }

    /** @param trouble the first complaint: what follows it is mostly its consequence */
    private record Words(String trouble, String last, boolean noImage, boolean diskFull) {}

    private static Words read(BufferedReader lines) {
        var words = new Words("", "", false, false);
        for (var line : (Iterable<String>) lines.lines()::iterator) {
            var trouble = TROUBLE.matcher(line.strip());
            words = new Words(
                    trouble.matches() && words.trouble().isEmpty() ? trouble.group(2) : words.trouble(),
                    line.isBlank() ? words.last() : line.strip(),
                    words.noImage() || line.contains(NO_IMAGE),
                    words.diskFull() || Scratch.isFull(line) || line.contains("exceeds free space"));
        }
        return words;
    }

    private static void check(int status, Words words) {
        if (words.noImage()) {
            throw new RefusedException("The source is not an ISO 9660 image.");
        }
        if (status == 0) {
            return;
        }
        if (words.diskFull()) {
            throw Scratch.full();
        }
        throw new RefusedException("xorriso cannot add the slots (status %d): %s"
                .formatted(status, words.trouble().isEmpty() ? words.last() : words.trouble()));
    }
}
