package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.ResultDocument.PartDocument;
import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadPartsTest {

    private static final long PART = 50_000;
    private static final int FULL_PARTS = 100;

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
        var full = result.size() / PART;
        assertThat(result.size() % PART).isPositive();
        assertThat(result.parts().subList(0, (int) full))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, full)
                        .mapToObj(number -> part(number, PART))
                        .toList());
        assertThat(result.parts().subList((int) full, result.parts().size()))
                .containsExactly(part(FULL_PARTS + 1, result.size() % PART));
        assertThat(ExternalCommand.run(folder, "sha256sum", store.image().toString()))
                .startsWith(result.sha256());
    }

    @Test
    void takesItsUrlsFromTheGrantAsItIsThen() throws IOException {
        var grant = Grants.of(store, server.url("/y.iso"));
        var renewed = Files.readString(grant.write(folder));
        var expired = Files.writeString(folder.resolve("grant.json"), renewed.replace("/store/", "/expired/"));
        var source = new ServedFile(tiny);
        server.at("/y.iso", exchange -> {
            Files.writeString(expired, renewed);
            Files.setLastModifiedTime(expired, FileTime.fromMillis(1));
            source.handle(exchange);
        });

        var run = BuilderRun.here(expired, folder.resolve("scratch"));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(store.result().outcome()).isEqualTo("prepared");
    }

    /** The kubelet may show a newer grant a moment after the older one ended. */
    @Test
    void urlThatIsRefusedIsTriedAgainWhereThereIsAnotherByThen() throws IOException {
        var grant = Grants.of(store, server.url("/x.iso"));
        var renewed = Files.readString(grant.write(folder));
        var expired = Files.writeString(folder.resolve("grant.json"), renewed.replace("/store/", "/expired/"));
        var newer = Files.writeString(folder.resolve("newer"), renewed);
        Files.setLastModifiedTime(newer, FileTime.fromMillis(1));
        server.at("/expired/", exchange -> {
            if (!exchange.getRequestURI().getPath().contains("progress") && Files.exists(newer)) {
                Files.move(newer, expired, StandardCopyOption.ATOMIC_MOVE);
            }
            exchange.sendResponseHeaders(403, -1);
        });

        var run = BuilderRun.here(expired, folder.resolve("scratch"));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(newer).doesNotExist();
        assertThat(store.result().outcome()).isEqualTo("prepared");
    }

    @Test
    void aGrantThatBecomesUnreadableIsNoneAtAll() throws IOException {
        var grant = Grants.of(store, server.url("/y.iso")).write(folder);
        var source = new ServedFile(tiny);
        server.at("/y.iso", exchange -> {
            Files.writeString(grant, "{");
            Files.setLastModifiedTime(grant, FileTime.fromMillis(1));
            source.handle(exchange);
        });

        assertThat(BuilderRun.here(grant, folder.resolve("scratch")).status()).isZero();
    }

    @Test
    void imageOfFullPartsHasNoOther() {
        assertThat(build().status()).isZero();
        var size = store.result().size();
        var grant = Grants.of(store, server.url("/x.iso")).inParts(2, size / 2);

        var run = BuilderRun.here(grant.write(folder), folder.resolve("scratch"));

        assertThat(size % 2).isZero(); // an ISO's blocks are
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(store.result().parts()).containsExactly(part(1, size / 2), part(2, size / 2));
    }

    @Test
    void imageThatIsSmallerThanAPartIsTheShortOne() {
        var grant = Grants.of(store, server.url("/x.iso")).inParts(0, 5 * Grants.MIB);

        var run = BuilderRun.here(grant.write(folder), folder.resolve("scratch"));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(store.result().parts())
                .containsExactly(part(1, store.result().size()));
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
                .contains("UploadParts: %s bytes in ".formatted(store.result().size()));
        assertThat(ExternalCommand.run(folder, "sha256sum", store.image().toString()))
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

    private static PartDocument part(long number, long size) {
        return new PartDocument((int) number, size, "\"etag-of-part-%s\"".formatted(number));
    }

    private BuilderRun build() {
        var grant = Grants.of(store, server.url("/x.iso")).inParts(FULL_PARTS, PART);
        return BuilderRun.here(grant.write(folder), folder.resolve("scratch"));
    }
}
