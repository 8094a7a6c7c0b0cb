package io.elemental.seedimage.local;

import io.elemental.seedimage.local.common.Folders;
import io.elemental.seedimage.local.common.StepFailedException;
import io.elemental.seedimage.local.once.Tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;

/** Downloads with curl, several at once, to nowhere. */
final class Curls {

    private final Path folder;
    private final Path header;

    /** @param header file with the header that opens images */
    Curls(Path folder, Path header) {
        this.folder = folder;
        this.header = header;
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
        tool.must("curl", "--disable", "--noproxy", "*", "-fsS", "-H", "@" + header, "-o", "whole", url);
        var digest = tool.must("sha256sum", "whole").out().split(" ", 2)[0];
        Folders.remove(folder.resolve("whole"));
        return digest;
    }

    private Process start(String url, long bytes) {
        try {
            return new ProcessBuilder(
                            "curl",
                            "--disable",
                            "--noproxy",
                            "*",
                            "-fsS",
                            "-H",
                            "@" + header,
                            "-r",
                            "0-" + (bytes - 1),
                            "-o",
                            "/dev/null",
                            url)
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
