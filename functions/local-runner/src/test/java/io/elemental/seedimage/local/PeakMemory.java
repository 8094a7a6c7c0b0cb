package io.elemental.seedimage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that a process has had. */
final class PeakMemory {

    private PeakMemory() {}

    /** In MiB, as Linux says. */
    static double of(long pid) {
        try (var lines = Files.lines(Path.of("/proc/%s/status".formatted(pid)))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
