package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.store.MultipartUploads.Part;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.testing.Http;
import io.elemental.seedimage.testing.LonePut;
import io.elemental.seedimage.testing.RealStore;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever has a grant can add headers that nobody signed: a copy by the store, above all. With the key that grants are
 * signed with that opens nothing; with the reconciler's own it opens everything.
 */
class GrantAttackTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String ENTRY = StoreKeys.entry(AttackedStore.VICTIM, "seed");

    private @Nullable AttackedStore opened;

    static List<RealStore> stores() {
        return RealStore.everyOrSkip();
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void noUrlOfAGrantHasTheStoreCopyAnything(RealStore real) {
        var attacked = attacked(real);
        var grant = attacked.grant(attacked.grants);
        var full = new byte[(int) grant.partSize()];

        for (var hidden : AttackedStore.HIDDEN) {
            for (var part : List.of(put(grant.parts().getFirst(), full), put(grant.lastPart(), new byte[0]))) {
                assertThat(copying(part, attacked.bucket, hidden)
                                .header("x-amz-copy-source-range", "bytes=0-1")
                                .status())
                        .as("a part copied from " + hidden)
                        .isEqualTo(403);
            }
            for (var document : List.of(grant.progress(), grant.result())) {
                assertThat(copying(json(document), attacked.bucket, hidden).status())
                        .as("a document copied from " + hidden)
                        .isEqualTo(403);
            }
        }
        assertThat(attacked.store.objects().head(StoreKeys.progress(attacked.build)))
                .isEmpty();
        assertThat(attacked.store.objects().head(StoreKeys.result(attacked.build)))
                .isEmpty();
    }

    /**
     * The hole is one: without a key of their own, grants tell two bytes of a victim's entry, by the ETag of a part.
     * Where a store takes no header that nobody signed, there is none.
     */
    @ParameterizedTest
    @MethodSource("stores")
    void aGrantThatTheReconcilersKeySignedReadsEverythingWhereUnsignedHeadersAreTaken(RealStore real) {
        var attacked = attacked(real);
        var grant = attacked.grant(attacked.signedByTheReconciler);
        var taken = switch (real.kind()) {
            case MINIO -> true;
            case VERSITYGW -> false;
        };

        var answer = Http.send(Http.put(URI.create(grant.lastPart()), new byte[0])
                .header("x-amz-copy-source", "/%s/%s".formatted(attacked.bucket, ENTRY))
                .header("x-amz-copy-source-range", "bytes=0-1"));

        var said = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).isEqualTo(taken ? 200 : 403);
        if (taken) {
            assertThat(bytesOf(said)).isEqualTo(AttackedStore.SECRET.substring(0, 2));
        } else {
            assertThat(said).contains("headers present in the request which were not signed");
        }
        assertThat(copying(json(grant.progress()), attacked.bucket, ENTRY).status())
                .isEqualTo(taken ? 200 : 403);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aGrantDoesWhatABuilderNeeds(RealStore real) {
        var attacked = attacked(real);
        var grant = attacked.grant(attacked.grants);

        var parts = List.of(
                part(1, grant.parts().getFirst(), new byte[(int) grant.partSize()]),
                part(grant.parts().size() + 1, grant.lastPart(), new byte[7]));

        assertThat(json(grant.progress()).status()).isEqualTo(200);
        assertThat(json(grant.result()).status()).isEqualTo(200);
        assertThat(Http.send(Http.get(URI.create(grant.source().url()))).statusCode())
                .isEqualTo(200);
        attacked.store.uploads().complete(StoreKeys.baseImage(attacked.build), attacked.uploadId, parts);
        assertThat(attacked.store
                        .objects()
                        .head(StoreKeys.baseImage(attacked.build))
                        .orElseThrow()
                        .size())
                .isEqualTo(grant.partSize() + 7);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aGrantTakesNothingInAnotherWay(RealStore real) {
        var attacked = attacked(real);
        var grant = attacked.grant(attacked.grants);

        assertThat(put(grant.parts().getFirst(), new byte[(int) grant.partSize() - 1])
                        .status())
                .as("a full part that is too short")
                .isEqualTo(403);
        assertThat(put(grant.parts().getFirst(), new byte[(int) grant.partSize() + 1])
                        .status())
                .as("a full part that is too long")
                .isEqualTo(403);
        for (var document : List.of(grant.progress(), grant.result())) {
            assertThat(put(document, new byte[2])
                            .header("Content-Type", "text/html")
                            .status())
                    .as("a document of another type")
                    .isEqualTo(403);
            assertThat(put(document, new byte[2]).status())
                    .as("a document of no type")
                    .isIn(400, 403);
        }
    }

    /** What whoever has the grant's key itself could sign: the bytes of any base, which readers then refuse. */
    @ParameterizedTest
    @MethodSource("stores")
    void theKeyOfGrantsOverwritesRecordedBasesWhichNobodyReadsThen(RealStore real) {
        var attacked = attacked(real);
        var image = StoreKeys.baseImage("recorded-1");
        var _ = attacked.store.objects().put(image, new byte[9], new Precondition.None());
        var recorded = attacked.store.objects().head(image).orElseThrow().etag();

        assertThat(json(attacked.grants.links().document(image, HOUR).toString())
                        .status())
                .isEqualTo(200);

        assertThatThrownBy(() -> attacked.store.objects().read(image, recorded, 0, 2))
                .isInstanceOf(ObjectChangedException.class);
    }

    /** Nothing else. */
    @ParameterizedTest
    @MethodSource("stores")
    void theKeyOfGrantsWritesWhereBuildersWriteAndNowhereElse(RealStore real) {
        var attacked = attacked(real);
        var links = attacked.grants.links();

        for (var key : List.of(
                StoreKeys.manifest(attacked.build),
                ENTRY,
                StoreKeys.registration(AttackedStore.VICTIM),
                StoreKeys.overlay("0123456789abcdef"),
                StoreKeys.INSTALLATION,
                StoreKeys.source("other"),
                AttackedStore.UPLOAD)) {
            assertThat(json(links.document(key, HOUR).toString()).status())
                    .as(key)
                    .isEqualTo(403);
        }
    }

    private AttackedStore attacked(RealStore real) {
        opened = new AttackedStore(real);
        return opened;
    }

    private static LonePut put(String url, byte[] content) {
        return new LonePut(URI.create(url), content);
    }

    private static LonePut json(String url) {
        return put(url, JSON).header("Content-Type", "application/json");
    }

    private static LonePut copying(LonePut request, String bucket, String key) {
        return request.header("x-amz-copy-source", "/%s/%s".formatted(bucket, key));
    }

    private static Part part(int number, String url, byte[] content) {
        HttpResponse<byte[]> answer = Http.send(Http.put(URI.create(url), content));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Part(number, answer.headers().firstValue("ETag").orElseThrow());
    }

    /** The two bytes whose MD5 the answer tells, found by trying all. */
    private static String bytesOf(String answer) {
        return IntStream.range(0, 1 << 16)
                .mapToObj(two -> new byte[] {(byte) (two >> 8), (byte) two})
                .filter(two -> answer.contains(md5(two)))
                .map(two -> new String(two, StandardCharsets.ISO_8859_1))
                .findFirst()
                .orElse("nothing in " + answer);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
