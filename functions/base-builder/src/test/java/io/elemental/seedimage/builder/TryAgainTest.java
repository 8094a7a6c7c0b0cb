package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(value = ExecutionMode.CONCURRENT, reason = "It waits for limits of time.")
class TryAgainTest {

    @TempDir
    private static Path isos;

    private static Path tiny = Path.of("");

    @TempDir
    private Path folder;

    private final OutsideServer server = new OutsideServer();

    record Outage(String sentence, HttpHandler source, Consumer<ServedStore> store) {

        @Override
        public String toString() {
            return sentence;
        }
    }

    @BeforeAll
    static void makeIso() {
        tiny = Isos.tiny(isos);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("table")
    void saysThatLaterMayBeBetter(Outage outage) {
        server.at("/x.iso", outage.source());
        var store = new ServedStore(server, folder);
        outage.store().accept(store);

        var run = BuilderRun.here(
                Grants.of(store, server.url("/x.iso?secret=1")).write(folder), folder.resolve("scratch"));

        assertThat(run.lastLine().replace(server.url(""), "http://host")).isEqualTo(outage.sentence());
        assertThat(run.status()).isEqualTo(75);
        assertThat(store.hasResult()).isFalse();
        assertThat(run.err()).doesNotContain("secret", ServedStore.SIGNATURE);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    static Stream<Outage> table() {
        return Stream.of(
                new Outage(
                        "The source http://host/x.iso cannot be fetched now: it answers with status 503.",
                        exchange -> OutsideServer.status(exchange, 503),
                        _ -> {}),
                new Outage(
                        "The source http://host/x.iso cannot be fetched now: it answers with status 429.",
                        exchange -> OutsideServer.status(exchange, 429),
                        _ -> {}),
                new Outage(
                        "The source http://host/x.iso cannot be fetched now: it took too long.", _ -> stall(), _ -> {}),
                new Outage(
                        "The store http://host does not take part 1001: it answers with status 503.",
                        new ServedFile(tiny),
                        store -> store.failingAlwaysWith(503)),
                new Outage(
                        "The store http://host does not take part 1001: it answers with status 403.",
                        new ServedFile(tiny),
                        store -> store.failingAlwaysWith(403)));
    }

    @Test
    void saysSoWhenNobodyAnswers() {
        var store = new ServedStore(server, folder);
        var gone = new OutsideServer();
        gone.close();

        var run = BuilderRun.here(Grants.of(store, gone.url("/x.iso")).write(folder), folder.resolve("scratch"));

        assertThat(run.lastLine())
                .isEqualTo("The source %s cannot be fetched now: it accepts no connection.", gone.url("/x.iso"));
        assertThat(run.status()).isEqualTo(75);
    }

    @Test
    void saysSoWhenTheNameIsUnknown() {
        var store = new ServedStore(server, folder);

        var run = BuilderRun.here(
                Grants.of(store, "http://nowhere.invalid/x.iso").write(folder), folder.resolve("scratch"));

        assertThat(run.lastLine())
                .isEqualTo("The source http://nowhere.invalid/x.iso cannot be fetched now: its host name is unknown.");
        assertThat(run.status()).isEqualTo(75);
    }

    private static void stall() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server is being closed
        }
    }
}
