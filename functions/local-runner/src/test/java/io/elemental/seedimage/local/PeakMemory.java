package io.elemental.seedimage.local;

import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.once.Tool;
import io.elemental.seedimage.local.processes.ProcessMark;
import java.nio.file.Path;
import java.util.Objects;

/** The most memory that a process has had. */
final class PeakMemory {

    private PeakMemory() {}

    /**
     * In MiB, as Linux says.
     *
     * @param mark the file of a {@link ProcessMark}, which begins with the process's id
     */
    static double of(Path mark) {
        var pid = String.valueOf(DataFile.read(mark)).split(" ", 2)[0];
        return new Tool(Objects.requireNonNull(mark.getParent()))
                .must("cat", "/proc/%s/status".formatted(pid))
                .out()
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
