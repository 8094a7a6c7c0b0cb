package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.overlay.Segment;
import io.elemental.seedimage.overlay.digest.DigestState;
import io.elemental.seedimage.reconcile.base.Bases;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.image.ComposeImage;
import io.elemental.seedimage.reconcile.image.ComposeParts;
import io.elemental.seedimage.reconcile.image.ImagePlan;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.testing.InMemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeImageTest {

    private static final int MIB = 1024 * 1024;
    private static final String IDENTITY = "1".repeat(64);
    private static final String IMAGE = StoreKeys.composedImage(IDENTITY);

    private final InMemoryStore memory = new InMemoryStore();
    private final WatchedStore store = new WatchedStore(memory);
    private final ComposeImage compose =
            new ComposeImage(new StoredImages(store), store, new ComposeParts(store, new Bases(store)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void makesTheVeryBytesOfTheImage(long seed) throws IOException {
        var random = new Random(seed);
        var base = new byte[1 + random.nextInt(18 * MIB)];
        random.nextBytes(base);
        var expected = base.clone();
        var length = 1 + random.nextInt(Math.min(base.length, MIB));
        var offset = random.nextInt(base.length - length + 1);
        var content = new byte[random.nextInt(length + 1)];
        random.nextBytes(content);
        Arrays.fill(expected, offset, offset + length, (byte) '\n');
        System.arraycopy(content, 0, expected, offset, content.length);

        assertThat(compose(base, () -> true, new Segment(offset, length, content)))
                .isTrue();

        assertThat(object(expected.length)).isEqualTo(expected);
        assertThat(memory.unfinishedUploads()).isZero();
        assertThat(memory.head(StoreKeys.composing(IDENTITY))).isEmpty();
    }

    @Test
    void goesOnWhereItWasLeft() throws IOException {
        var base = new byte[40 * MIB];
        var plan = plan(base, new Segment(10 * MIB, 3, new byte[] {1, 2, 3}));
        var places = new AtomicInteger(2);

        assertThat(compose.compose(plan, "x/y", () -> places.getAndDecrement() > 0))
                .isFalse();
        assertThat(memory.head(StoreKeys.composing(IDENTITY))).isPresent();
        store.forget();
        assertThat(compose.compose(plan, "x/y", () -> true)).isTrue();

        assertThat(store.writes().stream().filter(write -> write.startsWith("copy") || write.startsWith("part")))
                .as("the third part")
                .hasSize(1);
        assertThat(object(base.length)[10 * MIB + 2]).isEqualTo((byte) 3);
        assertThat(memory.unfinishedUploads()).isZero();
    }

    @Test
    void onlyClearsAwayWhatATryLeftWhereTheObjectIsThereAlready() {
        memory.put(IMAGE, new byte[] {1}, new Precondition.None());

        assertThat(compose(new byte[7 * MIB], () -> true, new Segment(0, 1, new byte[0])))
                .isTrue();

        assertThat(store.writes()).containsExactly("abort all " + IMAGE, "delete " + StoreKeys.composing(IDENTITY));
    }

    @Test
    void givesUpWhenTheBaseIsAnotherOne() {
        var plan = plan(new byte[20 * MIB], new Segment(10 * MIB, 1, new byte[0]));
        memory.put(StoreKeys.baseImage("build-1"), new byte[20 * MIB + 1], new Precondition.None());

        assertThatThrownBy(() -> compose.compose(plan, "x/y", () -> true)).isInstanceOf(ObjectChangedException.class);

        assertThat(memory.unfinishedUploads()).isZero();
        assertThat(memory.head(StoreKeys.composing(IDENTITY))).isEmpty();
    }

    @Test
    void believesTheStoreWhenTheAnswerWasLost() {
        var plan = plan(new byte[20 * MIB], new Segment(10 * MIB, 1, new byte[0]));
        var losing = new MultipartUploads() {
            @Override
            public String start(String key, String contentType) {
                return memory.start(key, contentType);
            }

            @Override
            public Part put(String key, String uploadId, int number, byte[] content) {
                return memory.put(key, uploadId, number, content);
            }

            @Override
            public Part copy(
                    String key,
                    String uploadId,
                    int number,
                    String sourceKey,
                    String sourceEtag,
                    long offset,
                    long length) {
                return memory.copy(key, uploadId, number, sourceKey, sourceEtag, offset, length);
            }

            @Override
            public List<UploadedPart> parts(String key, String uploadId, int last) {
                return memory.parts(key, uploadId, last);
            }

            @Override
            public String complete(String key, String uploadId, List<Part> parts) {
                memory.complete(key, uploadId, parts);
                return memory.complete(key, uploadId, parts);
            }

            @Override
            public void abort(String key, String uploadId) {
                memory.abort(key, uploadId);
            }

            @Override
            public void abortAll(String key) {
                memory.abortAll(key);
            }
        };

        var composed = new ComposeImage(new StoredImages(memory), losing, new ComposeParts(losing, new Bases(memory)))
                .compose(plan, "x/y", () -> true);

        assertThat(composed).isTrue();
        assertThat(memory.head(IMAGE)).isPresent();
        assertThat(memory.head(StoreKeys.composing(IDENTITY))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy ", "part ", "complete "})
    void whoComesSecondFindsTheObjectThere(String call) {
        var plan = plan(new byte[20 * MIB], new Segment(10 * MIB, 1, new byte[0]));
        var other = new ComposeImage(new StoredImages(memory), memory, new ComposeParts(memory, new Bases(memory)));
        meanwhile(call, () -> other.compose(plan, "x/y", () -> true));

        assertThat(compose.compose(plan, "x/y", () -> true)).isTrue();

        assertThat(memory.head(IMAGE)).isPresent();
        assertThat(memory.head(StoreKeys.composing(IDENTITY))).isEmpty();
        assertThat(memory.unfinishedUploads()).isZero();
    }

    @Test
    void whoseUploadAnotherGaveUpReadsAgain() {
        var plan = plan(new byte[20 * MIB], new Segment(10 * MIB, 1, new byte[0]));
        meanwhile("complete ", () -> {
            memory.abortAll(IMAGE);
            memory.delete(StoreKeys.composing(IDENTITY));
        });

        assertThatThrownBy(() -> compose.compose(plan, "x/y", () -> true)).isInstanceOf(OvertakenException.class);

        assertThat(compose.compose(plan, "x/y", () -> true)).isTrue();
    }

    /** Something happens before the first such call. */
    private void meanwhile(String call, Runnable happens) {
        var calls = new AtomicInteger();
        store.beforeWrite(() -> {
            if (store.writes().getLast().startsWith(call) && calls.getAndIncrement() == 0) {
                happens.run();
            }
        });
    }

    private boolean compose(byte[] base, BooleanSupplier timeLeft, Segment segment) {
        return compose.compose(plan(base, segment), "x/y", timeLeft);
    }

    private ImagePlan plan(byte[] base, Segment segment) {
        var outcome = memory.put(StoreKeys.baseImage("build-1"), base, new Precondition.None());
        var etag = ((PutOutcome.Written) outcome).etag();
        var manifest = new ManifestDocument(
                "build-1",
                "https://mirror.example",
                null,
                "linux/amd64",
                "iso",
                base.length,
                "0".repeat(64),
                etag,
                List.of(),
                new DigestState(0, List.of()),
                List.of(),
                Instant.EPOCH,
                null,
                null);
        return new ImagePlan(manifest, ImageOverlay.of(base.length, List.of(segment)), IDENTITY);
    }

    private byte[] object(int size) throws IOException {
        var info = memory.head(IMAGE).orElseThrow();
        assertThat(info.size()).isEqualTo(size);
        try (var in = memory.read(IMAGE, info.etag(), 0, size)) {
            return in.readAllBytes();
        }
    }
}
