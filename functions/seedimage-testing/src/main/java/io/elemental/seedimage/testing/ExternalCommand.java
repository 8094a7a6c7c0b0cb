package io.elemental.seedimage.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Runs programs that are not ours, at a time that stands still. */
public final class ExternalCommand {

    static final long SOURCE_DATE_EPOCH = 1_600_000_000;

    private ExternalCommand() {}

    /** Skips the test where a program is not installed; fails it where SEEDIMAGE_REQUIRE_REAL_PARTS is true. */
    public static void orSkip(String... programs) {
        for (var program : programs) {
            var folders = Stream.of(System.getenv("PATH").split(":", -1));
            if (folders.noneMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
                throw RealStore.missing(program + " is not installed");
            }
        }
    }

    /** Runs a program in a folder and returns what it printed; an AssertionError when its status is not 0. */
    public static String run(Path folder, String... command) {
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().put("SOURCE_DATE_EPOCH", Long.toString(SOURCE_DATE_EPOCH));
            builder.environment().put("LC_ALL", "C");
            // mkfs.vfat is where only root looks for programs.
            builder.command().set(0, inSbin(command[0]));
            var process = builder.start();
            process.getOutputStream().close();
            var err = new FutureTask<>(() -> text(process.getErrorStream().readAllBytes()));
            Thread.ofVirtual().start(err);
            var out = text(process.getInputStream().readAllBytes());
            var status = process.waitFor();
            if (status != 0) {
                throw new AssertionError("%s ended with status %s: %s%s".formatted(command[0], status, out, err.get()));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("no output", e);
        }
    }

    private static String inSbin(String program) {
        var sbin = Path.of("/usr/sbin", program);
        return Files.isExecutable(sbin) ? sbin.toString() : program;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void removeAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
