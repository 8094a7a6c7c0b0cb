package io.elemental.seedimage.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tar of this machine. */
final class Tar {

    private Tar() {}

    static Path unpack(Path archive, Path folder) throws IOException {
        Files.createDirectories(folder);
        var _ = run("tar", "-xf", archive.toString(), "-C", folder.toString());
        return folder;
    }

    /** Permissions, owner and name of everything in an archive. */
    static List<String> list(Path archive) throws IOException {
        return run("tar", "--numeric-owner", "-tvf", archive.toString())
                .lines()
                .map(line -> line.replaceAll("^(\\S+) +(\\S+) .* (\\S+)$", "$1 $2 $3"))
                .toList();
    }

    private static String run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            assertThat(process.waitFor()).as(output).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return output;
    }
}
