package io.elemental.seedimage.builder;

import io.elemental.seedimage.builder.common.LeastRate;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.testing.JvmCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a builder ended, and what it said. */
record BuilderRun(int status, String err) {

    static final Timeouts SHORT = new Timeouts(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            3,
            Duration.ofMillis(10),
            new LeastRate(1024, Duration.ofSeconds(2)),
            Duration.ofSeconds(60));

    /** Runs a builder in this JVM, with short timeouts. */
    static BuilderRun here(Path grant, Path scratch) {
        return here(SHORT, grant, scratch);
    }

    static BuilderRun here(Timeouts timeouts, Path grant, Path scratch) {
        return here(timeouts, List.of("--grant", grant.toString(), "--scratch", scratch.toString()));
    }

    static BuilderRun here(List<String> arguments) {
        return here(SHORT, arguments);
    }

    private static BuilderRun here(Timeouts timeouts, List<String> arguments) {
        var err = new ByteArrayOutputStream();
        try (var stream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            var status = new BaseBuilder(stream, stream, timeouts).run(arguments);
            return new BuilderRun(status, err.toString(StandardCharsets.UTF_8));
        }
    }

    /** Starts the program itself. */
    static Process start(Path err, Map<String, String> environment, List<String> arguments) {
        return start(err, environment, Stream.of(), arguments);
    }

    /** Starts the program with a small disk at a folder, which nobody else sees. */
    static Process startOnDisk(String size, Path disk, Path err, List<String> arguments) {
        var mount = "mkdir -p \"$2\" && mount -t tmpfs -o size=\"$1\" tmpfs \"$2\" && shift 2 && exec \"$@\"";
        return start(
                err,
                Map.of(),
                Stream.of("unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh", size, disk.toString()),
                arguments);
    }

    private static Process start(
            Path err, Map<String, String> environment, Stream<String> before, List<String> arguments) {
        var opened = "--add-opens=java.base/sun.security.provider=ALL-UNNAMED"; // as in the program's manifest
        var program = JvmCommand.of(BaseBuilder.class, List.of(opened));
        var command = Stream.of(before, program.stream(), arguments.stream())
                .flatMap(words -> words)
                .toList();
        try {
            var builder = new ProcessBuilder(command).redirectError(err.toFile());
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BuilderRun ended(Process process, Path err) {
        try {
            return new BuilderRun(process.waitFor(), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    String lastLine() {
        return err.lines().reduce("", (_, last) -> last);
    }
}
