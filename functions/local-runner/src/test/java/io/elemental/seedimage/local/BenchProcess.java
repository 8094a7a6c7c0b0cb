package io.elemental.seedimage.local;

import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.once.Tool;
import io.elemental.seedimage.local.processes.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Java server as a process of its own, which ends when this is closed. */
final class BenchProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final int CONNECT_MILLIS = 200;
    private static final double KIB_OF_A_MIB = 1024;

    private final Process process;
    private final Path folder;

    private BenchProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Comes back when it answers.
     *
     * @param log file for what it says
     */
    static BenchProcess start(ProcessBuilder command, int port, Path log) {
        try {
            var process = command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            var started = new BenchProcess(
                    process, Objects.requireNonNull(log.toAbsolutePath().getParent()));
            if (Await.until(START_LIMIT, () -> process.isAlive() ? answers(port) : Optional.of(false))
                    .filter(answers -> answers)
                    .isEmpty()) {
                started.close();
                throw new StepFailedException("a server does not start; %s says why".formatted(log));
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double peakMemory() {
        return PeakMemory.of(process.pid());
    }

    /** What is live on its heap, in MiB. Collects all that is not. */
    double liveHeap() {
        jcmd("GC.run");
        return Pattern.compile("used (\\d+)K")
                .matcher(jcmd("GC.heap_info").replaceAll("(?s)Metaspace.*", ""))
                .results()
                .mapToDouble(used -> Double.parseDouble(used.group(1)) / KIB_OF_A_MIB)
                .sum();
    }

    /** What its heap may have, in MiB. */
    double heapLimit() {
        var flags = Pattern.compile("-XX:MaxHeapSize=(\\d+)").matcher(jcmd("VM.flags"));
        if (!flags.find()) {
            throw new StepFailedException("a JVM does not tell the limit of its heap");
        }
        return Double.parseDouble(flags.group(1)) / KIB_OF_A_MIB / KIB_OF_A_MIB;
    }

    @Override
    public void close() {
        ProcessMark.end(process.toHandle());
    }

    private String jcmd(String what) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return new Tool(folder).must(jcmd, String.valueOf(process.pid()), what).out();
    }

    private static Optional<Boolean> answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return Optional.of(true);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
