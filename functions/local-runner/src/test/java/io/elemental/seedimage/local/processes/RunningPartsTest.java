package io.elemental.seedimage.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.local.common.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningPartsTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final RunningParts parts =
            new RunningParts(new Terminal(new PrintStream(terminal, true, StandardCharsets.UTF_8)));
    private final List<String> ended = new ArrayList<>();

    @Test
    void endsTheLastFirstAndEachOnce() {
        parts.add(() -> ended.add("store"));
        parts.add(() -> ended.add("download"));

        parts.close();
        parts.close();

        assertThat(ended).containsExactly("download", "store");
    }

    @Test
    void endsTheOthersWhenOneCannotBeEnded() {
        parts.add(() -> ended.add("store"));
        parts.add(() -> {
            throw new IllegalStateException("it is stuck");
        });

        parts.close();

        assertThat(ended).containsExactly("store");
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("it is stuck");
    }
}
