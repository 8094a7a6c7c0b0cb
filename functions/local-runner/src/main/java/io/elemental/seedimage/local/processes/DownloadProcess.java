package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The download function as a process of its own, started again when it dies, as a cluster would. */
public final class DownloadProcess implements AutoCloseable {

    /** For a machine that is ten times slower than those we know: a process that ended is not waited for. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final Duration SHORT_LIFE = Duration.ofSeconds(5);
    private static final int CONNECT_MILLIS = 200;

    private final JavaProgram program;
    private final Map<String, String> settings;
    private final int port;
    private final ProgramLog log;
    private final ProcessMark mark;
    private final Terminal terminal;
    private final Duration startLimit;
    private Optional<Process> process = Optional.empty();
    private long launchedAt;
    private boolean closed;

    public DownloadProcess(
            JavaProgram program, Map<String, String> storeSettings, int port, Path folder, Terminal terminal) {
        this(program, storeSettings, port, folder, terminal, START_LIMIT);
    }

    /** @param startLimit how long it may run without answering */
    DownloadProcess(
            JavaProgram program,
            Map<String, String> storeSettings,
            int port,
            Path folder,
            Terminal terminal,
            Duration startLimit) {
        this.program = program;
        this.port = port;
        this.terminal = terminal;
        this.startLimit = startLimit;
        log = new ProgramLog(Folders.create(folder).resolve("download-function.log"));
        mark = new ProcessMark(folder.resolve("download-function.process"));
        settings = new HashMap<>(storeSettings);
        settings.put("PORT", String.valueOf(port));
        settings.put("SERVER_ADDRESS", "127.0.0.1");
        settings.put("SEEDIMAGE_PUBLIC_URL", "http://127.0.0.1:" + port);
        settings.put("SEEDIMAGE_DOWNLOAD_LINK_KEY", LocalLinkKey.in(folder));
        settings.put("SEEDIMAGE_DOWNLOAD_CACHE_FOR", "0s"); // a changed manifest is to be seen at once
    }

    /** Ends what a killed runner may have left, and starts. */
    public void start() {
        mark.endLeftOver();
        launch();
    }

    /** Comes back when it answers; {@link IllegalStateException} says why it does not. */
    public void awaitAnswers() {
        var start = Await.until(QUIET.compareTo(startLimit) < 0 ? QUIET : startLimit, this::seen)
                .or(this::awaitLonger)
                .orElseThrow(() -> new IllegalStateException(
                        "The download function runs, but does not answer at 127.0.0.1:%s after %s s. %s"
                                .formatted(port, startLimit.toSeconds(), log.lastWords())));
        if (start instanceof Start.Ended(var status)) {
            throw new IllegalStateException("The download function ended with status %s before it answered. %s"
                    .formatted(status, log.lastWords()));
        }
        watch();
    }

    private Optional<Start> awaitLonger() {
        var left = startLimit.minus(QUIET);
        if (!left.isPositive()) {
            return Optional.empty();
        }
        terminal.say("The download function is still starting; it has %s s more.".formatted(left.toSeconds()));
        return Await.until(left, this::seen);
    }

    @Override
    public void close() {
        Optional<Process> last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        last.ifPresent(running -> ProcessMark.end(running.toHandle()));
        mark.clear();
    }

    private synchronized void launch() {
        if (closed) {
            return;
        }
        try {
            var started = program.with(settings)
                    .redirectErrorStream(true)
                    .redirectOutput(log.next())
                    .start();
            mark.set(started);
            process = Optional.of(started);
            launchedAt = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the download function", e);
        }
    }

    private synchronized void watch() {
        process.ifPresent(running -> {
            var _ = running.onExit().thenAccept(ended -> again(ended.exitValue()));
        });
    }

    private synchronized void again(int status) {
        if (closed) {
            return;
        }
        if (System.nanoTime() - launchedAt < SHORT_LIFE.toNanos()) {
            terminal.say("The download function ended at once, with status %s. %s".formatted(status, log.lastWords()));
            return;
        }
        terminal.say("The download function ended with status %s and is started again.".formatted(status));
        launch();
        watch();
    }

    /** Its end first: whoever else answers at this port is not it. */
    private Optional<Start> seen() {
        var ended = process.filter(running -> !running.isAlive());
        if (ended.isPresent()) {
            return ended.map(process -> new Start.Ended(process.exitValue()));
        }
        return answers() ? Optional.of(new Start.Answering()) : Optional.empty();
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** What became of a process that was started. */
    private sealed interface Start {

        record Answering() implements Start {}

        record Ended(int status) implements Start {}
    }
}
