package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.slots.XorrisoWords;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Images that would keep xorriso busy for ever, or in more and more memory. */
@Execution(value = ExecutionMode.CONCURRENT, reason = "It waits for limits of time.")
class HostileIsoTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** The rest is for machines with much to do. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final Timeouts HURRIED = new Timeouts(
            BuilderRun.SHORT.connect(),
            BuilderRun.SHORT.answer(),
            BuilderRun.SHORT.attempts(),
            BuilderRun.SHORT.firstPause(),
            BuilderRun.SHORT.rate(),
            LIMIT);

    @TempDir
    private Path folder;

    private final OutsideServer server = new OutsideServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aContinuationLoopIsEnded() {
        assertEnded(CraftedIsos::continuationLoop);
    }

    @Test
    void aFolderLoopIsEnded() {
        assertEnded(CraftedIsos::folderLoop);
    }

    private void assertEnded(Function<Path, Path> iso) {
        server.at("/x.iso", new ServedFile(iso.apply(folder)));
        var store = new ServedStore(server, folder);
        var grant = Grants.of(store, server.url("/x.iso")).write(folder);
        var begin = System.nanoTime();

        var run = BuilderRun.here(HURRIED, grant, folder.resolve("scratch"));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(LIMIT, BOUND);
        assertThat(run.lastLine()).isEqualTo("xorriso does not finish with the image: it was stopped after 5 s.");
        assertThat(run.status()).isEqualTo(1);
        assertThat(store.result().message()).isEqualTo(run.lastLine());
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
        assertThat(ProcessHandle.current().children().filter(this::isHere)).isEmpty();
    }

    /** Other tests may have programs of their own. */
    private boolean isHere(ProcessHandle child) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(child.pid()), "cwd"))
                    .startsWith(folder.toRealPath());
        } catch (IOException _) {
            return false; // it has ended
        }
    }

    @Test
    void xorrisosMemoryIsBounded() throws IOException {
        var tool = Files.writeString(
                folder.resolve("xorriso"),
                "#!/bin/sh\nx=$(/usr/bin/head -c 300000000 /dev/zero | /usr/bin/tr '\\0' a)\nwhile :; do :; done\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        server.at("/x.iso", new ServedFile(Isos.tiny(folder)));
        var store = new ServedStore(server, folder);
        var grant = Grants.of(store, server.url("/x.iso")).write(folder);
        var err = folder.resolve("err");

        var run = BuilderRun.ended(
                BuilderRun.start(
                        err,
                        Map.of("PATH", folder.toString()),
                        List.of(
                                "--grant",
                                grant.toString(),
                                "--scratch",
                                folder.resolve("scratch").toString())),
                err);

        assertThat(run.lastLine()).isEqualTo("xorriso needs more than 256 MiB of memory for the image's folders.");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aLineOfAnyLengthTakesNoMemory() {
        var words = XorrisoWords.read(new Reader() {

            private int left = 100_000_000;

            @Override
            public int read(char[] buffer, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                left -= length;
                return length;
            }

            @Override
            public void close() {}
        });

        assertThat(words.last()).hasSizeLessThanOrEqualTo(2000);
    }
}
