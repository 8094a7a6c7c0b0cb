package io.elemental.seedimage.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.local.common.Await;
import io.elemental.seedimage.local.common.DataFile;
import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessBaseBuildsTest {

    private static final String BUILD = "0123456789abcdef0123456789abcdef-1";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init")
    private ProcessBaseBuilds builds;

    @BeforeEach
    void begin() throws IOException {
        builds = open();
    }

    @AfterEach
    void end() {
        builds.close();
    }

    @Test
    void aBuildThatEndsWellHasSucceeded() throws InterruptedException {
        assertThat(builds.stateOf(BUILD)).isEqualTo(new BuildState.NotStarted());
        assertThat(builds.uploadIdOf(BUILD)).isEmpty();

        assertThat(start("upload", "fill", "say AddSlots: 7 of 9 bytes", "say preparing", "exit 0"))
                .isEqualTo("upload");

        assertThat(ended.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(BUILD);
        assertThat(builds.stateOf(BUILD)).isEqualTo(new BuildState.Succeeded());
        assertThat(builds.uploadIdOf(BUILD)).contains("upload");
        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .contains("builder: adding the slots: 7 of 9 bytes", "builder: preparing");
        assertThat(folder.resolve(BUILD).resolve("grant")).doesNotExist();
        assertThat(folder.resolve(BUILD).resolve("scratch")).doesNotExist();
    }

    @Test
    void aBuildThatJustBeganCanBeRemoved() {
        for (var time = 0; time < 20; time++) {
            start("upload", "say fetching", "wait");

            builds.remove(BUILD);

            assertThat(folder.resolve(BUILD)).doesNotExist();
        }
    }

    @Test
    void aRefusalIsTheLastThingTheBuilderSaid() throws InterruptedException {
        start("upload", "say fetching", "say not an ISO: there is no volume descriptor", "exit 1");

        ended.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(builds.stateOf(BUILD))
                .isEqualTo(new BuildState.Failed("Refused", "not an ISO: there is no volume descriptor"));
    }

    @Test
    void knowsNothingButTheGrantWhichOnlyItsOwnerCanRead() throws InterruptedException, IOException {
        start("upload", "env", "mode", "exit 0");

        ended.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        var log = Files.readAllLines(folder.resolve(BUILD).resolve("log"));
        assertThat(log.getLast()).isEqualTo("[OWNER_READ, OWNER_WRITE]");
        assertThat(log.get(log.size() - 2)).contains("PATH").doesNotContain("AWS", "SEEDIMAGE", "USER");
    }

    @Test
    void theFirstOfTwoOfOneNameRuns() {
        start("first", "wait");

        assertThat(start("second", "exit 0")).isEqualTo("first");
        assertThat(builds.stateOf(BUILD)).isEqualTo(new BuildState.Running());
    }

    @Test
    void aBuilderThatIsKilledHasFailed() throws InterruptedException {
        start("upload", "say fetching", "wait");
        builder().destroyForcibly();

        ended.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(builds.stateOf(BUILD))
                .isEqualTo(
                        new BuildState.Failed("Killed", "the builder was ended by signal 9 before it was done", true));
    }

    @Test
    void aRemovedBuildEndsAndLeavesNothing() {
        start("upload", "wait");
        var builder = builder();

        builds.remove(BUILD);

        assertThat(builder.isAlive()).isFalse();
        assertThat(builds.stateOf(BUILD)).isEqualTo(new BuildState.NotStarted());
        assertThat(folder).isEmptyDirectory();
        assertThat(ended).isEmpty();
    }

    @Test
    void theEndOfTheRunnerEndsItsBuildersAsIfTheyHadNeverBeen() {
        start("upload", "wait");
        var builder = builder();

        builds.close();

        assertThat(builder.isAlive()).isFalse();
        assertThat(builds.stateOf(BUILD)).isEqualTo(new BuildState.NotStarted());
    }

    @Test
    void whatAKilledRunnerLeftBehindIsEndedAndForgotten() throws IOException {
        var left = new BuildFolder(folder, BUILD);
        left.claim("upload", "fleet");
        left.begin(new BuildGrant("wait".getBytes(StandardCharsets.UTF_8), Instant.MAX));
        var builder = ActingProgram.pack(Files.createTempDirectory(folder.getParent(), "acting"))
                .with(Map.of(), "--grant", left.grant().toString())
                .start();
        left.process().set(builder);

        try (var next = open()) {
            assertThat(builder.isAlive()).isFalse();
            assertThat(next.stateOf(BUILD)).isEqualTo(new BuildState.NotStarted());
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void theNextRunnerKnowsWhatEnded() throws IOException, InterruptedException {
        start("upload", "exit 75");
        ended.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);

        try (var next = open()) {
            assertThat(next.stateOf(BUILD))
                    .isEqualTo(new BuildState.Failed("TryAgain", "the builder ended with status 75", true));
            assertThat(next.uploadIdOf(BUILD)).contains("upload");
        }
    }

    private ProcessHandle builder() {
        var content = Await.until(
                LIMIT,
                () -> Optional.ofNullable(DataFile.read(folder.resolve(BUILD).resolve("process"))));
        return ProcessHandle.of(Long.parseLong(content.orElseThrow().split(" ", -1)[0]))
                .orElseThrow();
    }

    private String start(String uploadId, String... grant) {
        var claimed = builds.claim(BUILD, uploadId, 1 << 20, "fleet");
        builds.run(BUILD, new BuildGrant(String.join("\n", grant).getBytes(StandardCharsets.UTF_8), Instant.MAX));
        return claimed;
    }

    private ProcessBaseBuilds open() throws IOException {
        var jar = ActingProgram.pack(Files.createTempDirectory(folder.getParent(), "acting"));
        return new ProcessBaseBuilds(
                folder, jar, new Terminal(new PrintStream(terminal, true, StandardCharsets.UTF_8)), ended::add);
    }
}
