package io.elemental.seedimage.local.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DownloadProcessTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final int port = LocalPort.choose(Optional.of(0));

    @Test
    void comesBackWhenItAnswers() throws IOException {
        try (var download = process(LONG, "serve")) {
            download.start();
            download.awaitAnswers();
        }
        assertThat(terminal.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void oneThatEndsIsNotWaitedForAndItsOwnLastWordsAreShown() throws IOException {
        Files.writeString(log(), "an old fault\n");
        try (var download = process(Duration.ofHours(1), "say first\nsay the port is taken\nexit 3")) {
            download.start();

            assertThatThrownBy(download::awaitAnswers)
                    .isInstanceOf(IllegalStateException.class)
                    .message()
                    .startsWith(
                            "The download function ended with status 3 before it answered. All that it said is in %s,"
                                    .formatted(log()))
                    .endsWith("first%n  the port is taken".formatted())
                    .doesNotContain("old");
        }
    }

    /** As on a machine that is too slow: nothing was said, so nothing says why. */
    @Test
    void oneThatRunsWithoutAWordIsSaidToDoThat() throws IOException {
        Files.writeString(log(), "an old fault\n");
        try (var download = process(Duration.ofSeconds(1), "wait")) {
            download.start();

            assertThatThrownBy(download::awaitAnswers)
                    .isInstanceOf(IllegalStateException.class)
                    .message()
                    .matches("The download function runs, but does not answer at 127\\.0\\.0\\.1:%s after 1 s\\. .*"
                            .formatted(port))
                    .contains(log().toString())
                    .doesNotContain("old");
        }
    }

    @Test
    void oneThatEndsLaterIsSpokenOf() throws IOException {
        try (var download = process(LONG, "serve")) {
            download.start();
            download.awaitAnswers();
            var mark = Files.readString(folder.resolve("download-function.process"))
                    .split(" ", -1)[0];
            ProcessHandle.of(Long.parseLong(mark)).orElseThrow().destroyForcibly();

            var said = Await.until(
                            LONG,
                            () -> Optional.of(terminal.toString(StandardCharsets.UTF_8))
                                    .filter(text -> !text.isEmpty()))
                    .orElseThrow();
            assertThat(said).matches("(?s)The download function ended (at once, )?with status 137.*");
        }
    }

    private Path log() {
        return folder.resolve("download-function.log");
    }

    private DownloadProcess process(Duration limit, String acts) throws IOException {
        var program = ActingProgram.pack(Files.createTempDirectory(folder, "acting"));
        return new DownloadProcess(
                program,
                Map.of(ActingProgram.ACTS, acts),
                port,
                folder,
                new Terminal(new PrintStream(terminal, true, StandardCharsets.UTF_8)),
                limit);
    }
}
