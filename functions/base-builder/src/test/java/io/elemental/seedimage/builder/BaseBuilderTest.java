package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program itself, as a process. */
@Execution(value = ExecutionMode.CONCURRENT, reason = "It waits for programs.")
class BaseBuilderTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TERM = 128 + 15;

    @TempDir
    private static Path isos;

    private static Path tiny = Path.of("");

    @TempDir
    private Path folder;

    private final OutsideServer server = new OutsideServer();
    private ServedStore store = new ServedStore(server, Path.of(""));

    @BeforeAll
    static void makeIso() {
        tiny = Isos.tiny(isos);
    }

    @BeforeEach
    void serve() {
        store = store.in(folder);
        server.at("/x.iso", new ServedFile(tiny));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void preparesABaseAndSaysHow() {
        var run = run(Map.of(), grant("/x.iso?secret=1").authorizedBy("Bearer s3cret"));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.lastLine())
                .isEqualTo(
                        "Prepared a base of %s bytes with the SHA-256 %s.",
                        store.result().size(), store.result().sha256());
        assertThat(run.err().lines().filter(line -> line.contains(" bytes in ")).map(line -> line.split(":", 2)[0]))
                .containsExactly("FetchSource", "AddSlots", "ScanAndHash", "UploadParts");
        assertThat(run.err()).doesNotContain("secret", "s3cret", ServedStore.SIGNATURE);
        assertThat(scratch()).isEmptyDirectory();
    }

    @Test
    void takesARelativeFolder() {
        var relative = Path.of("").toAbsolutePath().relativize(scratch());

        var run = BuilderRun.here(grant("/x.iso").write(folder), relative);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(scratch()).isEmptyDirectory();
    }

    @Test
    void printsHelp() {
        var run = BuilderRun.here(List.of("--help"));

        assertThat(run.err()).startsWith("Usage: base-builder --grant FILE --scratch DIR\n");
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--scratch s               | --grant is missing.",
                "--grant g                 | --scratch is missing.",
                "--grant g --scratch       | --scratch needs a value.",
                "--grnat g --scratch s     | There is no option '--grnat'; --help lists the options.",
                "--grant /none --scratch s | The grant /none cannot be read.",
            })
    void saysWhatIsWrongWithItsCommandLine(String arguments, String sentence) {
        var run = BuilderRun.here(List.of(arguments.split(" ")));

        assertThat(run.lastLine()).isEqualTo(sentence);
        assertThat(run.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"source\"         | \"sauce\"       | cannot be used: the grant has no field 'source'.",
                "\"version\":2      | \"version\":3   | cannot be used: the grant has version 3; this program reads versions up to 2.",
                "\"version\":2      | \"version\":1   | cannot be used: the grant has version 1; this program reads versions from 2.",
                "\"url\":\"http:   | \"url\":\"ht tp: | 's source.url is not a URL with a host.",
                "\"partSize\":      | \"partSize\":-  | 's partSize and maxSize are not both above 0.",
            })
    void saysWhatIsWrongWithItsGrant(String found, String replacement, String sentence) throws IOException {
        var file = grant("/x.iso?secret=1").write(folder);
        Files.writeString(file, Files.readString(file).replace(found, replacement));

        var run = BuilderRun.here(file, scratch());

        assertThat(run.lastLine()).startsWith("The grant").endsWith(sentence);
        assertThat(run.err()).doesNotContain("secret", ServedStore.SIGNATURE);
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void cleansUpWhenItIsStopped() {
        var process = startStalled();

        process.destroy();
        var run = BuilderRun.ended(process, err());

        assertThat(run.status()).isEqualTo(TERM);
        assertThat(run.lastLine()).isEqualTo("Stopped by a signal before the base was done.");
        assertThat(scratch()).isEmptyDirectory();
        assertThat(store.hasResult()).isFalse();
    }

    @Test
    void endsTheToolWhenItIsStopped() throws IOException {
        var tool =
                Files.writeString(folder.resolve("xorriso"), "#!/bin/sh\necho $$ > \"$0.pid\"\nexec /bin/sleep 600\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        var grant = grant("/x.iso").write(folder);
        var process = BuilderRun.start(
                err(),
                Map.of("PATH", folder.toString()),
                List.of("--grant", grant.toString(), "--scratch", scratch().toString()));
        var pid = folder.resolve("xorriso.pid");
        await().atMost(SOON).until(() -> pid.toFile().length() > 0);

        process.destroy();
        var run = BuilderRun.ended(process, err());

        var child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        await().atMost(SOON).until(() -> child.filter(ProcessHandle::isAlive).isEmpty());
        assertThat(run.lastLine()).isEqualTo("Stopped by a signal before the base was done.");
        assertThat(scratch()).isEmptyDirectory();
        assertThat(store.hasResult()).isFalse();
    }

    @Test
    void cleansUpAfterOneThatWasKilled() {
        var process = startStalled();
        process.destroyForcibly();
        BuilderRun.ended(process, err());
        assertThat(scratch().resolve("base-builder/source")).exists();

        var run = BuilderRun.here(grant("/none.iso").write(folder), scratch());

        assertThat(run.status()).isEqualTo(1);
        assertThat(scratch()).isEmptyDirectory();
    }

    @Test
    void leavesTheScratchOfAnotherAlone() {
        var process = startStalled();
        try {
            var run = BuilderRun.here(grant("/x.iso").write(folder), scratch());

            assertThat(run.lastLine()).isEqualTo("Another build uses the scratch folder %s.", scratch());
            assertThat(run.status()).isEqualTo(75);
            assertThat(scratch().resolve("base-builder/source")).exists();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void namesThePackageOfAMissingTool() {
        var run = run(Map.of("PATH", folder.toString()), grant("/x.iso"));

        assertThat(run.lastLine()).isEqualTo("xorriso is not installed; Debian has it in the package 'xorriso'.");
        assertThat(run.status()).isEqualTo(1);
        assertThat(store.result().message()).isEqualTo(run.lastLine());
    }

    @Test
    void aLackOfMemoryIsOneSentenceAndNoRefusal() throws IOException {
        try (var large = new RandomAccessFile(folder.resolve("grant").toFile(), "rw")) {
            large.setLength(64 << 20);
        }
        var arguments = List.of(
                "--grant",
                folder.resolve("grant").toString(),
                "--scratch",
                scratch().toString());

        var run = BuilderRun.ended(BuilderRun.start(err(), Map.of("JAVA_TOOL_OPTIONS", "-Xmx16m"), arguments), err());

        assertThat(run.lastLine())
                .startsWith("The builder failed by an error of its own: java.lang.OutOfMemoryError at ")
                .endsWith(".");
        assertThat(run.status()).isEqualTo(70);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "300k  | The disk of the scratch folder is full\\.", // while downloading
                "700k  | The scratch folder has [0-9]+ bytes free, and the build needs [0-9]+\\.",
                "1100k | The disk of the scratch folder is full\\." // while xorriso writes
            })
    void saysWhenTheDiskIsFull(String size, String sentence) {
        server.at("/stream.iso", new ServedFile(tiny).withoutLength());
        var grant = grant("/stream.iso").write(folder);

        var run = BuilderRun.ended(
                BuilderRun.startOnDisk(
                        size,
                        scratch(),
                        err(),
                        List.of(
                                "--grant",
                                grant.toString(),
                                "--scratch",
                                scratch().toString())),
                err());

        assertThat(run.lastLine()).matches(sentence);
        assertThat(run.status()).isEqualTo(1);
    }

    private Process startStalled() {
        var half = new CountDownLatch(1);
        server.at("/stalled.iso", exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(new byte[600_000]);
            exchange.getResponseBody().flush();
            try {
                half.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // the server is being closed
            }
        });
        var grant = grant("/stalled.iso").write(folder);
        var process = BuilderRun.start(
                err(),
                Map.of(),
                List.of("--grant", grant.toString(), "--scratch", scratch().toString()));
        var source = scratch().resolve("base-builder/source").toFile();
        await().atMost(SOON).until(() -> source.length() == 600_000);
        return process;
    }

    private BuilderRun run(Map<String, String> environment, Grants grant) {
        var arguments = List.of(
                "--grant",
                grant.write(folder).toString(),
                "--scratch",
                scratch().toString());
        return BuilderRun.ended(BuilderRun.start(err(), environment, arguments), err());
    }

    private Grants grant(String path) {
        return Grants.of(store, server.url(path));
    }

    private Path scratch() {
        return folder.resolve("scratch");
    }

    private Path err() {
        return folder.resolve("err");
    }
}
