package io.elemental.seedimage.local;

import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.processes.JavaProgram;
import io.elemental.seedimage.testing.JvmCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The local runner as its user starts it: a process, its options, and what it says. */
final class RunnerProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern SERVED = Pattern.compile("Images are served at (\\S+?),? .*");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private RunnerProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::read);
    }

    /** @param store what its environment says of another store; empty for the embedded one */
    static RunnerProcess start(Map<String, String> store, Path data, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("--data", data.toString(), "--port", "0"));
        arguments.addAll(List.of(options));
        var program = new JavaProgram(
                Path.of("target/local-runner.jar").toAbsolutePath(),
                "-Dseedimage.home=" + Path.of("../..").toAbsolutePath().normalize());
        var environment = new HashMap<>(store);
        environment.put("JAVA_TOOL_OPTIONS", String.join(" ", JvmCommand.FOREIGN_LOCALE)); // its builders, too
        return new RunnerProcess(program.with(environment, arguments.toArray(String[]::new))
                .redirectErrorStream(true)
                .start());
    }

    /** Waits until it says a line that matches, and returns the line. */
    String awaitLine(String pattern) {
        return Await.until(LIMIT, () -> line(pattern))
                .orElseThrow(() -> new AssertionError("'%s' was not said, but:%n%s".formatted(pattern, said())));
    }

    Optional<String> line(String pattern) {
        return lines.stream().filter(line -> line.matches(pattern)).findFirst();
    }

    /** Where images are served, once they are. */
    URI url() {
        var served = SERVED.matcher(awaitLine(SERVED.pattern()));
        if (!served.matches()) {
            throw new AssertionError("no address in '%s'".formatted(served));
        }
        return URI.create(served.group(1));
    }

    String said() {
        return String.join("\n", lines);
    }

    /** Waits for its end and returns its exit status. */
    int awaitEnd() {
        try {
            return process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS).exitValue();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("it does not end; it said:\n" + said(), e);
        }
    }

    /** As {@code kill -9}: nothing is cleaned up. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As Ctrl-C. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    private void read() {
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException e) {
            lines.add("its words cannot be read: " + e.getMessage());
        }
    }
}
