package io.elemental.seedimage.local;

import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.once.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Downloads with curl, several at once, to nowhere. */
final class Curls {

    private final Path folder;
    private final List<String> curl;

    /**
     * @param header file with the header that opens images
     * @param caFile PEM of who vouches for a store
     */
    Curls(Path folder, Path header, Optional<Path> caFile) {
        this.folder = folder;
        this.curl = Stream.concat(
                        Stream.of("curl", "--disable", "--noproxy", "*", "-fsS", "--retry", "5", "-H", "@" + header),
                        caFile.stream().flatMap(file -> Stream.of("--cacert", file.toString())))
                .toList();
    }

    /** How fast this many downloads of the first bytes are, all together. */
    double megabytesPerSecond(String url, int streams, long bytes) {
        var start = System.nanoTime();
        var processes = new ArrayList<Process>();
        for (var stream = 0; stream < streams; stream++) {
            processes.add(start(url, bytes));
        }
        for (var process : processes) {
            var status = process.onExit().join().exitValue();
            if (status != 0) {
                throw new StepFailedException("curl ended with status %s".formatted(status));
            }
        }
        return streams * bytes / 1e6 / ((System.nanoTime() - start) / 1e9);
    }

    String sha256(String url) {
        var tool = new Tool(folder);
        tool.must(command("-o", "whole", url).toArray(String[]::new));
        var digest = tool.must("sha256sum", "whole").out().split(" ", 2)[0];
        Folders.remove(folder.resolve("whole"));
        return digest;
    }

    private Process start(String url, long bytes) {
        try {
            return new ProcessBuilder(command("-r", "0-" + (bytes - 1), "-o", "/dev/null", url))
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String... arguments) {
        return Stream.concat(curl.stream(), Stream.of(arguments)).toList();
    }
}
