package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.ResultDocument.PartDocument;
import io.elemental.seedimage.testing.OutsideTool;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadPartsTest {

    private static final long PART = 50_000;

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
    void partsAreTheImageInOrder() {
        assertThat(build().status()).isZero();

        var result = store.result();
        var count = (result.size() + PART - 1) / PART;
        assertThat(result.parts())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, count)
                        .mapToObj(number -> new PartDocument(
                                (int) number,
                                Math.min(PART, result.size() - (number - 1) * PART),
                                "\"etag-of-part-%d\"".formatted(number)))
                        .toList());
        assertThat(OutsideTool.run(folder, "sha256sum", store.image().toString()))
                .startsWith(result.sha256());
    }

    @Test
    void someGoAtTheSameTimeButNotAll() {
        store.withParts(4);

        assertThat(build().status()).isZero();

        assertThat(store.partsAtOnce()).isEqualTo(4);
    }

    @Test
    void partsAreTriedAgain() {
        store.failingPartsWith(500, 503, 429, 408);

        var run = build();

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("UploadParts: %d bytes in ".formatted(store.result().size()));
        assertThat(OutsideTool.run(folder, "sha256sum", store.image().toString()))
                .startsWith(store.result().sha256());
    }

    @Test
    void progressThatNobodyTakesIsNoFailure() {
        store.refusingProgress();

        assertThat(build().status()).isZero();

        assertThat(store.result().outcome()).isEqualTo("prepared");
    }

    @Test
    void tellsHowFarItIs() {
        build();

        assertThat(store.progress())
                .extracting("step")
                .contains("FetchSource")
                .isSubsetOf("FetchSource", "AddSlots", "ScanAndHash", "UploadParts");
    }

    private BuilderRun build() {
        var grant = Grants.of(store, server.url("/x.iso")).inParts(100, PART);
        return BuilderRun.here(grant.write(folder), folder.resolve("scratch"));
    }
}
