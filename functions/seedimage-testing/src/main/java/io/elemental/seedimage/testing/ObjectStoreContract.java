package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.store.Fetched;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.ObjectTooLargeException;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link ObjectStore} must do. Stores may be shared by tests: each works under keys of its own. */
public interface ObjectStoreContract {

    ObjectStore objects();

    @Test
    default void findsNothingUnderAFreeKey() {
        var key = Samples.key();

        assertThat(objects().get(key, Samples.LIMIT)).isEmpty();
        assertThat(objects().head(key)).isEmpty();
        assertThat(objects().getIfChanged(key, "\"00\"", Samples.LIMIT)).isEqualTo(new Fetched.Missing());
        assertThatExceptionOfType(ObjectChangedException.class)
                .isThrownBy(() -> objects().read(key, "\"00\"", 0, 1));
    }

    @Test
    default void keepsWhatWasPut() {
        var key = Samples.key();

        var etag = Samples.written(objects().put(key, Samples.bytes(1, 1000), new Precondition.Absent()));

        assertThat(objects().get(key, Samples.LIMIT)).hasValueSatisfying(object -> {
            assertThat(object.content()).isEqualTo(Samples.bytes(1, 1000));
            assertThat(object.etag()).isEqualTo(etag);
        });
        assertThat(objects().head(key)).hasValueSatisfying(info -> {
            assertThat(info.key()).isEqualTo(key);
            assertThat(info.size()).isEqualTo(1000);
            assertThat(info.etag()).isEqualTo(etag);
            assertThat(info.lastModified()).isCloseTo(Instant.now(), Assertions.within(5, ChronoUnit.MINUTES));
        });
    }

    @Test
    default void keepsAnEmptyObject() {
        var key = Samples.key();

        objects().put(key, new byte[0], new Precondition.None());

        assertThat(objects().get(key, Samples.LIMIT))
                .hasValueSatisfying(object -> assertThat(object.content()).isEmpty());
        assertThat(objects().head(key).map(ObjectInfo::size)).hasValue(0L);
    }

    @Test
    default void readsNothingLargerThanItsReaderTakes() {
        var key = Samples.key();
        var etag = Samples.written(objects().put(key, Samples.bytes(19, 200_000), new Precondition.None()));

        assertThatExceptionOfType(ObjectTooLargeException.class)
                .isThrownBy(() -> objects().get(key, 199_999))
                .withMessage("%s has 200000 bytes; the limit is 199999", key);
        assertThatExceptionOfType(ObjectTooLargeException.class)
                .isThrownBy(() -> objects().getIfChanged(key, "\"00\"", 10));

        assertThat(objects().get(key, 200_000))
                .hasValueSatisfying(object -> assertThat(object.content()).hasSize(200_000));
        assertThat(objects().getIfChanged(key, "\"00\"", 200_000)).isInstanceOf(Fetched.Found.class);
        assertThat(objects().getIfChanged(key, etag, 10)).isEqualTo(new Fetched.NotModified());
    }

    @ParameterizedTest
    @MethodSource("io.elemental.seedimage.testing.Samples#oddNames")
    default void keepsKeysWithOddCharacters(String name) {
        var key = Samples.key() + "/" + name;

        var etag = Samples.written(objects().put(key, Samples.bytes(2, 10), new Precondition.Absent()));

        assertThat(objects().get(key, Samples.LIMIT)).isPresent();
        assertThat(objects().head(key).map(ObjectInfo::etag)).hasValue(etag);
        assertThat(objects().list(key).map(ObjectInfo::key)).containsExactly(key);
        objects().delete(key);
        assertThat(objects().get(key, Samples.LIMIT)).isEmpty();
    }

    @Test
    default void tellsWhetherAnObjectChanged() {
        var key = Samples.key();
        var before = Samples.written(objects().put(key, Samples.bytes(3, 10), new Precondition.Absent()));

        assertThat(objects().getIfChanged(key, before, Samples.LIMIT)).isEqualTo(new Fetched.NotModified());

        var after = Samples.written(objects().put(key, Samples.bytes(4, 10), new Precondition.None()));
        assertThat(objects().getIfChanged(key, before, Samples.LIMIT))
                .isInstanceOfSatisfying(
                        Fetched.Found.class,
                        found -> assertThat(found.object().etag())
                                .isEqualTo(after)
                                .isNotEqualTo(before));
    }

    @Test
    default void putsIntoAFreeKeyOnlyOnce() {
        var key = Samples.key();
        objects().put(key, Samples.bytes(5, 10), new Precondition.Absent());

        var second = objects().put(key, Samples.bytes(6, 10), new Precondition.Absent());

        assertThat(second).isEqualTo(new PutOutcome.Conflict());
        assertThat(objects().get(key, Samples.LIMIT).orElseThrow().content()).isEqualTo(Samples.bytes(5, 10));
    }

    @Test
    default void replacesOnlyWhatWasRead() {
        var key = Samples.key();
        var first = Samples.written(objects().put(key, Samples.bytes(7, 10), new Precondition.Absent()));
        var second = Samples.written(objects().put(key, Samples.bytes(8, 10), new Precondition.Unchanged(first)));

        var stale = objects().put(key, Samples.bytes(9, 10), new Precondition.Unchanged(first));

        assertThat(stale).isEqualTo(new PutOutcome.Conflict());
        assertThat(objects().get(key, Samples.LIMIT).orElseThrow().etag()).isEqualTo(second);
    }

    @Test
    default void replacesNothingThatIsGone() {
        var key = Samples.key();
        var etag = Samples.written(objects().put(key, Samples.bytes(10, 10), new Precondition.Absent()));
        objects().delete(key);

        assertThat(objects().put(key, Samples.bytes(11, 10), new Precondition.Unchanged(etag)))
                .isEqualTo(new PutOutcome.Conflict());
        assertThat(objects().get(key, Samples.LIMIT)).isEmpty();
    }

    @Test
    default void letsOneOfManyWritersWin() {
        for (var round = 0; round < 5; round++) {
            var key = Samples.key();

            assertThat(race(key, 100, new Precondition.Absent())).isEqualTo(1);

            var etag = objects().head(key).orElseThrow().etag();
            assertThat(race(key, 200, new Precondition.Unchanged(etag))).isEqualTo(1);
        }
    }

    // Equal content has an equal ETag, so every writer brings its own.
    private long race(String key, int seed, Precondition precondition) {
        var writers = IntStream.range(0, 8).boxed().toList();
        return Concurrently.forEach(
                        writers, writer -> objects().put(key, Samples.bytes(seed + writer, 500), precondition))
                .stream()
                .filter(PutOutcome.Written.class::isInstance)
                .count();
    }

    @Test
    default void deletesWithoutMindingWhatIsMissing() {
        var key = Samples.key();
        objects().put(key, Samples.bytes(12, 10), new Precondition.None());

        objects().delete(key);
        objects().delete(key);

        assertThat(objects().head(key)).isEmpty();
    }

    @Test
    default void readsAnyRange() throws IOException {
        var key = Samples.key();
        var content = Samples.bytes(13, 300_000);
        var etag = Samples.written(objects().put(key, content, new Precondition.None()));
        var random = new Random(14);

        for (var i = 0; i < 40; i++) {
            var offset = random.nextInt(content.length);
            var length = 1 + random.nextInt(content.length - offset);
            try (var stream = objects().read(key, etag, offset, length)) {
                assertThat(stream.readAllBytes()).isEqualTo(Samples.range(content, offset, length));
            }
        }
    }

    @Test
    default void readsOnlyWhatThereIs() throws IOException {
        var key = Samples.key();
        var content = Samples.bytes(15, 100);
        var etag = Samples.written(objects().put(key, content, new Precondition.None()));

        try (var across = objects().read(key, etag, 90, 1000);
                var behind = objects().read(key, etag, 100, 1)) {
            assertThat(across.readAllBytes()).isEqualTo(Samples.range(content, 90, 10));
            assertThat(behind.readAllBytes()).isEmpty();
        }
    }

    @Test
    default void readsNoOtherObjectThanTheOneMeant() {
        var key = Samples.key();
        var before = Samples.written(objects().put(key, Samples.bytes(16, 100), new Precondition.None()));
        objects().put(key, Samples.bytes(17, 100), new Precondition.None());

        assertThatExceptionOfType(ObjectChangedException.class)
                .isThrownBy(() -> objects().read(key, before, 0, 10))
                .withMessageContaining(key);
    }

    @Test
    default void staysReadableWhenReadersLeaveEarly() throws IOException {
        var key = Samples.key();
        var content = Samples.bytes(18, 4_000_000);
        var etag = Samples.written(objects().put(key, content, new Precondition.None()));

        for (var i = 0; i < 30; i++) {
            try (var stream = objects().read(key, etag, 0, content.length)) {
                assertThat(stream.read()).isEqualTo(content[0] & 0xff);
            }
        }

        assertThat(objects().get(key, Samples.LIMIT)).isPresent();
    }

    @Test
    default void listsInTheOrderOfKeys() {
        var folder = Samples.key();
        var names = List.of("a b", "a!", "a/b", "a0", "b/c/d", "b/c/e", "\u00e4");
        names.reversed().forEach(name -> objects().put(folder + "/" + name, new byte[1], new Precondition.None()));

        assertThat(objects().list(folder + "/").map(ObjectInfo::key))
                .containsExactlyElementsOf(
                        names.stream().map(name -> folder + "/" + name).toList());
        assertThat(objects().list(folder + "/b/").map(ObjectInfo::key))
                .containsExactly(folder + "/b/c/d", folder + "/b/c/e");
        assertThat(objects().list(folder + "/a")).hasSize(4);
        assertThat(objects().list(folder + "/", folder + "/a/b").map(ObjectInfo::key))
                .containsExactlyElementsOf(
                        names.stream().skip(3).map(name -> folder + "/" + name).toList());
        assertThat(objects().list(folder + "/a", folder + "/a/").map(ObjectInfo::key))
                .containsExactly(folder + "/a/b", folder + "/a0");
        assertThat(objects().list(folder + "/", folder + "/\u00e4")).isEmpty();
        assertThat(objects().list(folder + "/x")).isEmpty();
    }

    @Test
    default void namesFoldersOnceAndInOrder() {
        var folder = Samples.key();
        var keys = List.of("z", "b/x/1", "b/y", "a-b/x", "a/x", "a/y", "a0/x", "\u00e4 \u00f6/x");
        keys.forEach(name -> objects().put(folder + "/" + name, new byte[1], new Precondition.None()));

        assertThat(objects().folders(folder + "/")).containsExactly("a-b", "a", "a0", "b", "\u00e4 \u00f6");
        assertThat(objects().folders(folder + "/b/")).containsExactly("x");
        assertThat(objects().folders(folder + "/a/")).isEmpty();
        assertThat(objects().folders(folder + "/none/")).isEmpty();
    }

    /** S3 answers with 1,000 of them at most. */
    @Test
    default void namesFoldersPageByPage() {
        var folder = Samples.key();
        var names = IntStream.range(0, 1010)
                .mapToObj(number -> String.format(Locale.ROOT, "%04d", number))
                .toList();
        Concurrently.forEach(
                names, name -> objects().put(folder + "/" + name + "/x", new byte[1], new Precondition.None()));

        assertThat(objects().folders(folder + "/")).containsExactlyElementsOf(names);
    }

    /** S3 answers with 1,000 keys at most. */
    @Test
    default void listsPageByPage() {
        var folder = Samples.key();
        var keys = IntStream.range(0, 1010)
                .mapToObj(number -> String.format(Locale.ROOT, "%s/%04d", folder, number))
                .toList();
        Concurrently.forEach(keys, key -> objects().put(key, new byte[1], new Precondition.None()));

        assertThat(objects().list(folder + "/").map(ObjectInfo::key)).containsExactlyElementsOf(keys);
        assertThat(objects().list(folder + "/", keys.get(4)).map(ObjectInfo::key))
                .containsExactlyElementsOf(keys.subList(5, keys.size()));
    }
}
