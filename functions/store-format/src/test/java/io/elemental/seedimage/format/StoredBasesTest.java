package io.elemental.seedimage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.rules.store.MultipartUploads.Part;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import io.elemental.seedimage.testing.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredBasesTest {

    private final InMemoryStore store = new InMemoryStore();
    private final StoredBases bases = new StoredBases(store);

    @Test
    void knowsNothingOfTheUnknown() {
        assertThat(bases.source("s")).isEmpty();
        assertThat(bases.manifest("s-1")).isEmpty();
        assertThat(bases.result("s-1")).isEmpty();
        assertThat(bases.progress("s-1")).isEmpty();
    }

    @Test
    void keepsSourcesByCompareAndSwap() {
        var before = source(1);
        var written = (PutOutcome.Written) bases.putSource(before, new Precondition.Absent());
        var after = source(2);

        assertThat(bases.putSource(after, new Precondition.Unchanged(written.etag())))
                .isInstanceOf(PutOutcome.Written.class);

        assertThat(bases.source("s").map(Versioned::value)).hasValue(after);
        assertThat(bases.putSource(before, new Precondition.Unchanged(written.etag())))
                .isEqualTo(new PutOutcome.Conflict());
    }

    @Test
    void showsABaseOnceItsManifestIsWritten() {
        var key = StoreKeys.baseImage("s-1");
        var upload = store.start(key, "application/octet-stream");
        var part = store.put(key, upload, 1, new byte[1000]);
        var etag = store.complete(key, upload, List.of(new Part(1, part.etag())));
        assertThat(bases.manifest("s-1")).isEmpty();

        bases.putManifest(manifest(etag, null), new Precondition.Absent());

        assertThat(bases.manifest("s-1").map(Versioned::value)).hasValue(manifest(etag, null));
    }

    @Test
    void changesAManifestOnlyWhenItIsCondemned() {
        var written = (PutOutcome.Written) bases.putManifest(manifest("\"1\"", null), new Precondition.Absent());

        assertThat(bases.putManifest(manifest("\"2\"", null), new Precondition.Absent()))
                .isEqualTo(new PutOutcome.Conflict());
        bases.putManifest(manifest("\"1\"", Example.NOW), new Precondition.Unchanged(written.etag()));

        assertThat(bases.manifest("s-1").orElseThrow().value().condemnedAt()).isEqualTo(Example.NOW);
    }

    @Test
    void readsWhatABuilderLeaves() {
        store.put(StoreKeys.progress("s-1"), golden("progress"), new Precondition.None());
        store.put(StoreKeys.result("s-1"), golden("result"), new Precondition.None());

        assertThat(bases.progress("s-1").map(ProgressDocument::step)).hasValue("FetchSource");
        assertThat(bases.result("s-1").map(ResultDocument::outcome)).hasValue("prepared");
    }

    @Test
    void readsNoMoreOfWhatABuilderLeavesThanItsKindHas() {
        put(StoreKeys.progress("s-1"), golden("progress"), 4096);
        put(StoreKeys.result("s-1"), golden("result"), 256 * 1024);
        assertThat(bases.progress("s-1")).isPresent();
        assertThat(bases.result("s-1")).isPresent();

        put(StoreKeys.progress("s-1"), golden("progress"), 4097);
        put(StoreKeys.result("s-1"), golden("result"), 256 * 1024 + 1);

        assertUnreadable(() -> bases.progress("s-1"))
                .withMessage("the progress bases/s-1/progress.json has 4097 bytes; the limit is 4096");
        assertUnreadable(() -> bases.result("s-1"))
                .withMessage("the build result bases/s-1/result.json has 262145 bytes; the limit is 262144");
    }

    @Test
    void largestHonestResultFits() {
        var etag = "\"" + "0".repeat(64) + "\"";
        var parts = IntStream.rangeClosed(1, 1001)
                .mapToObj(number -> new ResultDocument.PartDocument(number, 1L << 40, etag))
                .toList();
        var zeros = IntStream.range(0, 1000)
                .mapToObj(number -> new ByteRange((1L << 40) + number, 1L << 30))
                .toList();
        var result = new ResultDocument(
                "s-1",
                "prepared",
                "x".repeat(400),
                "x".repeat(512),
                1L << 40,
                Example.SHA256,
                Example.SLOTS,
                Example.DIGEST_STATE,
                zeros,
                parts);

        put(StoreKeys.result("s-1"), Documents.write(DocumentType.RESULT, result), 0);

        assertThat(bases.result("s-1")).hasValue(result);
    }

    @Test
    void writesNothingThatNobodyCouldRead() {
        var fitting = new SourceDocument(
                "s", "x".repeat(65_000), "linux/amd64", "iso", Example.SLOT_SIZES, null, 1, null, null, null, null);
        var tooLong = new SourceDocument(
                "s", "x".repeat(66_000), "linux/amd64", "iso", Example.SLOT_SIZES, null, 1, null, null, null, null);

        assertThat(bases.putSource(fitting, new Precondition.None())).isInstanceOf(PutOutcome.Written.class);
        assertUnreadable(() -> bases.putSource(tooLong, new Precondition.None()))
                .withMessageStartingWith("the source sources/s.json would have ")
                .withMessageEndingWith(" bytes; the limit is 65536");
        assertThat(bases.source("s").map(Versioned::value)).hasValue(fitting);
    }

    @Test
    void aManifestWithoutALayoutIsOneOfTheFirstAndStaysSo() {
        var older = new String(Documents.write(DocumentType.MANIFEST, manifest("e", null)), StandardCharsets.UTF_8)
                .replace("\"layout\":null,", "")
                .replace("\"notes\":null,", "");
        assertThat(older).doesNotContain("layout").doesNotContain("notes");
        put(StoreKeys.manifest("s-1"), older.getBytes(StandardCharsets.UTF_8), 0);

        var read = bases.manifest("s-1").orElseThrow().value();

        assertThat(read.layoutNumber()).isEqualTo(1);
        assertThat(read.toldNotes()).isEmpty();
        assertThat(read.marked(Example.NOW, null).layoutNumber()).isEqualTo(1);
    }

    @Test
    void aMarkKeepsLayoutAndNotes() {
        var manifest = Documents.read(DocumentType.MANIFEST, golden("manifest")).marked(Example.NOW, Example.NOW);

        assertThat(manifest.layoutNumber()).isEqualTo(2);
        assertThat(manifest.toldNotes()).containsExactly(Example.NOTE);
    }

    private static ThrowableAssertAlternative<UnreadableDocumentException> assertUnreadable(
            ThrowableAssert.ThrowingCallable call) {
        return assertThatExceptionOfType(UnreadableDocumentException.class).isThrownBy(call);
    }

    /** @param length with blanks behind the content, in bytes; at least the content's */
    private void put(String key, byte[] content, int length) {
        var padded = Arrays.copyOf(content, Math.max(length, content.length));
        Arrays.fill(padded, content.length, padded.length, (byte) ' ');
        store.put(key, padded, new Precondition.None());
    }

    private static SourceDocument source(int attempt) {
        return new SourceDocument(
                "s",
                Example.URL,
                "linux/amd64",
                "iso",
                Example.SLOT_SIZES,
                "fleet/mirror",
                attempt,
                null,
                null,
                Example.NOW,
                null);
    }

    private static ManifestDocument manifest(String etag, @Nullable Instant condemnedAt) {
        return new ManifestDocument(
                "s-1",
                Example.URL,
                null,
                "linux/amd64",
                "iso",
                1000,
                Example.SHA256,
                etag,
                Example.SLOTS,
                Example.DIGEST_STATE,
                List.of(),
                Example.NOW,
                condemnedAt,
                null);
    }

    private static byte[] golden(String name) {
        return Example.all()
                .filter(example -> example.name().equals(name))
                .map(StoredBasesTest::bytes)
                .findFirst()
                .orElseThrow();
    }

    private static <T extends Record> byte[] bytes(Example<T> example) {
        return Documents.write(example.type(), example.document());
    }
}
