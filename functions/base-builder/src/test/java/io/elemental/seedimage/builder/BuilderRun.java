package io.elemental.seedimage.builder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a builder ended, and what it said. */
record BuilderRun(int status, String err) {

    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), 3, Duration.ofMillis(10));

    /** Runs a builder in this JVM, with little patience. */
    static BuilderRun here(Path grant, Path scratch) {
        return here(List.of("--grant", grant.toString(), "--scratch", scratch.toString()));
    }

    static BuilderRun here(List<String> arguments) {
        var err = new ByteArrayOutputStream();
        try (var stream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            var status = new BaseBuilder(stream, stream, SHORT).run(arguments);
            return new BuilderRun(status, err.toString(StandardCharsets.UTF_8));
        }
    }

    /** Starts the program itself. */
    static Process start(Path err, Map<String, String> environment, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.add(BaseBuilder.class.getName());
        command.addAll(arguments);
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
