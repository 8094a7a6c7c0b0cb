package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.MultipartUploads.Part;
import io.elemental.seedimage.rules.store.MultipartUploads.UploadedPart;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What all {@link MultipartUploads} must do. */
public interface MultipartUploadsContract {

    int MIN = (int) MultipartUploads.MIN_PART_SIZE;
    String TYPE = "application/octet-stream";

    ObjectStore objects();

    MultipartUploads uploads();

    @Test
    default void joinsPartsInTheirOrder() {
        var key = Samples.key();
        var upload = uploads().start(key, TYPE);
        var last = uploads().put(key, upload, 3, Samples.bytes(3, 1));
        var parts = Concurrently.forEach(
                List.of(2, 1), number -> uploads().put(key, upload, number, Samples.bytes(number, MIN + number)));

        var etag = uploads().complete(key, upload, List.of(parts.get(1), parts.get(0), last));

        var object = objects().get(key, Samples.LIMIT).orElseThrow();
        assertThat(object.etag()).isEqualTo(etag).endsWith("-3\"");
        assertThat(object.content())
                .startsWith(Samples.bytes(1, MIN + 1))
                .endsWith(Samples.bytes(3, 1))
                .hasSize(2 * MIN + 4);
        assertThat(Samples.range(object.content(), MIN + 1, MIN + 2)).isEqualTo(Samples.bytes(2, MIN + 2));
    }

    @Test
    default void givesUpEveryUploadOfAKeyButNoOther() {
        var key = Samples.key();
        var first = uploads().start(key, TYPE);
        var second = uploads().start(key, TYPE);
        var longer = uploads().start(key + "/more", TYPE);
        var begun = uploads().put(key, first, 1, Samples.bytes(8, 10));
        uploads().put(key, second, 1, Samples.bytes(8, 10));
        var kept = uploads().put(key + "/more", longer, 1, Samples.bytes(8, 10));

        uploads().abortAll(key);
        uploads().abortAll(key);

        refuses(() -> uploads().complete(key, first, List.of(begun)));
        refuses(() -> uploads().complete(key, second, List.of(kept)));
        uploads().complete(key + "/more", longer, List.of(kept));
        assertThat(objects().head(key)).isEmpty();
    }

    @Test
    default void copiesRangesOfAnotherObject() {
        var source = Samples.key() + "/a b";
        var content = Samples.bytes(4, 2 * MIN + 500);
        var sourceEtag = Samples.written(objects().put(source, content, new Precondition.None()));
        var key = Samples.key();
        var upload = uploads().start(key, TYPE);

        var etag = uploads()
                .complete(
                        key,
                        upload,
                        List.of(
                                uploads().copy(key, upload, 1, source, sourceEtag, 7, MIN),
                                uploads().put(key, upload, 2, Samples.bytes(5, MIN)),
                                uploads().copy(key, upload, 3, source, sourceEtag, 2L * MIN, 500)));

        assertThat(objects().head(key).map(ObjectInfo::etag)).hasValue(etag);
        assertThat(objects().get(key, Samples.LIMIT).orElseThrow().content())
                .startsWith(Samples.range(content, 7, MIN))
                .endsWith(Samples.range(content, 2 * MIN, 500))
                .hasSize(2 * MIN + 500);
    }

    @Test
    default void copiesNoOtherObjectThanTheOneMeant() {
        var source = Samples.key();
        var before = Samples.written(objects().put(source, Samples.bytes(6, MIN), new Precondition.None()));
        objects().put(source, Samples.bytes(7, MIN), new Precondition.None());
        var key = Samples.key();
        var upload = uploads().start(key, TYPE);

        refuses(() -> uploads().copy(key, upload, 1, source, before, 0, 10));
        refuses(() -> uploads().copy(key, upload, 1, Samples.key(), before, 0, 10));
        uploads().abort(key, upload);
    }

    @Test
    default void showsNothingBeforeItIsComplete() {
        var key = Samples.key();
        var upload = uploads().start(key, TYPE);
        var part = uploads().put(key, upload, 1, Samples.bytes(8, 100));

        assertThat(objects().head(key)).isEmpty();
        assertThat(objects().list(key)).isEmpty();

        uploads().complete(key, upload, List.of(part));
        assertThat(objects().list(key).map(ObjectInfo::size)).containsExactly(100L);
    }

    @Test
    default void takesTheLastOfSeveralPartsWithOneNumber() {
        var key = Samples.key();
        var upload = uploads().start(key, TYPE);
        var first = uploads().put(key, upload, 1, Samples.bytes(9, 100));
        var second = uploads().put(key, upload, 1, Samples.bytes(10, 100));

        refuses(() -> uploads().complete(key, upload, List.of(first)));

        uploads().complete(key, upload, List.of(second));
        assertThat(objects().get(key, Samples.LIMIT).orElseThrow().content()).isEqualTo(Samples.bytes(10, 100));
    }

    @Test
    default void listsWhatWasUploaded() {
        var key = Samples.key();
        var upload = uploads().start(key, TYPE);
        var eleventh = uploads().put(key, upload, 11, Samples.bytes(16, 300));
        uploads().put(key, upload, 1, Samples.bytes(17, 100));
        var first = uploads().put(key, upload, 1, Samples.bytes(18, 150));
        var second = uploads().put(key, upload, 2, Samples.bytes(19, 200));

        assertThat(uploads().parts(key, upload, 10_000))
                .containsExactly(
                        new UploadedPart(1, 150, first.etag()),
                        new UploadedPart(2, 200, second.etag()),
                        new UploadedPart(11, 300, eleventh.etag()));
        assertThat(uploads().parts(key, upload, 10))
                .extracting(UploadedPart::number)
                .containsExactly(1, 2);
        uploads().abort(key, upload);
    }

    /** S3 answers with 1,000 of them at most. */
    @Test
    default void listsMorePartsThanFitOnAPage() {
        var key = Samples.key();
        var upload = uploads().start(key, TYPE);
        var numbers = IntStream.rangeClosed(1, 1005).boxed().toList();
        Concurrently.forEach(numbers, number -> uploads().put(key, upload, number, new byte[1]));

        assertThat(uploads().parts(key, upload, 10_000))
                .extracting(UploadedPart::number)
                .containsExactlyElementsOf(numbers);
        assertThat(uploads().parts(key, upload, 1001)).hasSize(1001);
        assertThat(uploads().parts(key, upload, 1000)).hasSize(1000);
        uploads().abort(key, upload);
    }

    @Test
    default void listsNothingOfUploadsThatAreGone() {
        var key = Samples.key();
        var completed = uploads().start(key, TYPE);
        var aborted = uploads().start(key, TYPE);
        uploads().put(key, aborted, 1, Samples.bytes(20, 100));
        assertThat(uploads().parts(key, completed, 10)).isEmpty();

        uploads().complete(key, completed, List.of(uploads().put(key, completed, 1, Samples.bytes(21, 100))));
        uploads().abort(key, aborted);

        assertThat(uploads().parts(key, completed, 10)).isEmpty();
        assertThat(uploads().parts(key, aborted, 10)).isEmpty();
    }

    @Test
    default void completesOnlyWithPartsThatAreThere() {
        var key = Samples.key();
        var upload = uploads().start(key, TYPE);
        var part = uploads().put(key, upload, 1, Samples.bytes(11, MIN));
        var missing = new Part(2, part.etag());
        var another = new Part(1, "\"0123456789abcdef0123456789abcdef\"");

        refuses(() -> uploads().complete(key, upload, List.of(part, missing)));
        refuses(() -> uploads().complete(key, upload, List.of(another)));
        refuses(() -> uploads().complete(key, upload, List.of()));
        assertThat(objects().head(key)).isEmpty();
        uploads().abort(key, upload);
    }

    @Test
    default void refusesSmallPartsButTheLast() {
        var key = Samples.key();
        var upload = uploads().start(key, TYPE);
        var small = uploads().put(key, upload, 1, Samples.bytes(12, MIN - 1));
        var last = uploads().put(key, upload, 2, Samples.bytes(13, 1));

        refuses(() -> uploads().complete(key, upload, List.of(small, last)));
        uploads().abort(key, upload);
    }

    @Test
    default void forgetsAbortedUploads() {
        var key = Samples.key();
        var upload = uploads().start(key, TYPE);
        var part = uploads().put(key, upload, 1, Samples.bytes(14, 100));

        uploads().abort(key, upload);
        uploads().abort(key, upload);

        refuses(() -> uploads().complete(key, upload, List.of(part)));
        assertThat(objects().head(key)).isEmpty();
    }

    @Test
    default void givesEveryUploadAnIdOfItsOwn() {
        var key = Samples.key();
        var one = uploads().start(key, TYPE);
        var other = uploads().start(key, TYPE);
        var part = uploads().put(key, other, 1, Samples.bytes(15, 100));

        uploads().abort(key, one);

        assertThat(one).isNotEqualTo(other);
        uploads().complete(key, other, List.of(part));
        assertThat(objects().head(key)).isPresent();
    }

    private static void refuses(Runnable call) {
        assertThatExceptionOfType(ObjectChangedException.class).isThrownBy(call::run);
    }
}
