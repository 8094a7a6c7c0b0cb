package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.BuildStep;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.cluster.UnfinishedBuild;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Builds bases in processes of their own that know a grant and nothing else. A build that was cut off by the end of the
 * runner is one that never was.
 */
public final class ProcessBaseBuilds implements BaseBuilds, AutoCloseable {

    private final Path folder;
    private final JavaProgram builder;
    private final Terminal terminal;
    private final Consumer<String> ended;
    private final Map<String, Process> running = new TreeMap<>();
    private boolean closed;

    /** @param ended is told the name of every build that ends, by a thread of its own */
    public ProcessBaseBuilds(Path folder, JavaProgram builder, Terminal terminal, Consumer<String> ended) {
        this.folder = folder;
        this.builder = builder;
        this.terminal = terminal;
        this.ended = ended;
        for (var path : Folders.in(folder)) {
            var left = of(path.getFileName().toString());
            if (!left.hasEnded()) {
                left.process().endLeftOver();
                left.remove();
            }
        }
    }

    @Override
    public synchronized BuildState stateOf(String build) {
        return of(build).state();
    }

    @Override
    public synchronized String claim(String build, String uploadId, long maxSize, String namespace) {
        var there = of(build).uploadId();
        if (there.isEmpty()) {
            of(build).claim(uploadId, namespace);
        }
        return there.orElse(uploadId);
    }

    @Override
    public synchronized void run(String build, BuildGrant grant) {
        var files = of(build);
        if (files.uploadId().isEmpty() || !(files.state() instanceof BuildState.NotStarted)) {
            return;
        }
        if (closed) {
            throw new IllegalStateException("no build is started while the runner ends");
        }
        files.begin(grant);
        try {
            var process = builder.with(
                            Map.of(),
                            "--grant",
                            files.grant().toString(),
                            "--scratch",
                            files.scratch().toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            files.process().set(process);
            running.put(build, process);
            Thread.ofVirtual().name(build).start(() -> follow(build, process));
        } catch (IOException e) {
            files.remove();
            throw new UncheckedIOException("cannot start the base builder", e);
        }
    }

    @Override
    public synchronized void renew(String build, BuildGrant grant) {
        if (running.containsKey(build)) {
            of(build).grant(grant);
        }
    }

    @Override
    public synchronized Optional<String> uploadIdOf(String build) {
        return of(build).uploadId();
    }

    @Override
    public synchronized void remove(String build) {
        var process = running.remove(build);
        if (process != null) {
            ProcessMark.end(process.toHandle());
        }
        of(build).remove();
    }

    @Override
    public synchronized List<String> all() {
        return Folders.in(folder).stream()
                .map(path -> path.getFileName().toString())
                .sorted()
                .toList();
    }

    @Override
    public synchronized List<UnfinishedBuild> unfinished() {
        return all().stream()
                .filter(build -> of(build).uploadId().isPresent() && !of(build).hasEnded())
                .map(build -> new UnfinishedBuild(build, of(build).namespace()))
                .toList();
    }

    /** Ends every builder that runs; there will be no trace of their builds. */
    @Override
    public void close() {
        Map<String, Process> left;
        synchronized (this) {
            closed = true;
            left = new TreeMap<>(running);
        }
        left.keySet().forEach(this::remove);
    }

    private void follow(String build, Process process) {
        var lastLine = "";
        try (var lines = process.errorReader(StandardCharsets.UTF_8);
                var log = new PrintStream(of(build).openLog(), true, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.println(line);
                terminal.say("  builder: " + plain(line));
                lastLine = line.isBlank() ? lastLine : line;
            }
        } catch (IOException e) {
            lastLine = "the builder's log cannot be written: " + e.getMessage();
            process.destroy();
        }
        end(build, process, process.onExit().join().exitValue(), lastLine);
    }

    /** In plain words, what the log says in those of the API. */
    private static String plain(String line) {
        var end = line.indexOf(':');
        return end < 0
                ? line
                : BuildStep.of(line.substring(0, end))
                        .map(step -> step.plain() + line.substring(end))
                        .orElse(line);
    }

    private void end(String build, Process process, int status, String lastLine) {
        synchronized (this) {
            if (!running.remove(build, process)) {
                return; // removed meanwhile, with all that was known of it
            }
            of(build).ended(status, lastLine);
        }
        ended.accept(build);
    }

    private BuildFolder of(String build) {
        return new BuildFolder(folder, build);
    }
}
