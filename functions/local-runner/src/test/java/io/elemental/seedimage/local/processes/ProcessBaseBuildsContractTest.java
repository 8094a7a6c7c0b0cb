package io.elemental.seedimage.local.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildGrant;
import io.elemental.seedimage.testing.BaseBuildsContract;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessBaseBuildsContractTest implements BaseBuildsContract {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init")
    private ProcessBaseBuilds builds;

    @BeforeEach
    void begin() throws IOException {
        var terminal = new Terminal(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        var jar = ActingProgram.pack(Files.createDirectory(folder.resolve("acting")));
        builds = new ProcessBaseBuilds(folder.resolve("builds"), jar, terminal, ended::add);
    }

    @AfterEach
    void end() {
        builds.close();
    }

    @Override
    public BaseBuilds builds() {
        return builds;
    }

    @Override
    public byte[] grant() {
        return "wait".getBytes(UTF_8);
    }

    @Override
    public void succeed(String build) {
        runToItsEnd(build, "exit 0");
    }

    @Override
    public void refuse(String build, String sentence) {
        runToItsEnd(build, "say FetchSource: 17 bytes\nsay %s\nexit 1".formatted(sentence));
    }

    private void runToItsEnd(String build, String grant) {
        builds.run(build, new BuildGrant(grant.getBytes(UTF_8), RENEW_AT));
        try {
            assertThat(ended.poll(20, TimeUnit.SECONDS)).isEqualTo(build);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
