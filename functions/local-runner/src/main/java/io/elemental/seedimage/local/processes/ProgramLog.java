package io.elemental.seedimage.local.processes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file that a program's words go to, and what a process said there since it was started: older words are no reason.
 */
final class ProgramLog {

    private static final int LINES = 12;
    private static final int LONGEST = 64 * 1024;

    private final Path file;
    private long begin;

    ProgramLog(Path file) {
        this.file = file;
    }

    /** Where the words of a process go that is to be started now: behind those of the ones before. */
    ProcessBuilder.Redirect next() throws IOException {
        begin = Files.exists(file) ? Files.size(file) : 0;
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** Where everything is, and the last lines of the process that was started last, to stand behind a sentence. */
    String lastWords() {
        var lines = said();
        return lines.isEmpty()
                ? "It said nothing yet in %s.".formatted(file)
                : "All that it said is in %s, at last:%n  %s"
                        .formatted(file, String.join(System.lineSeparator() + "  ", lines));
    }

    private List<String> said() {
        try (var channel = FileChannel.open(file)) {
            var from = Math.max(begin, channel.size() - LONGEST);
            var bytes = ByteBuffer.allocate(Math.clamp(channel.size() - from, 0, LONGEST));
            var _ = channel.read(bytes, from);
            var lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of("its words cannot be read: " + e.getMessage());
        }
    }
}
