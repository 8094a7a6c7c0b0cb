package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.format.GrantDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mirror that answers wrongly does not hide what the registry has. */
class HostileMirrorTest {

    private static final byte[] ISO = PullImageTest.iso(1);
    private static final byte[] LAYER = Tars.withIso("a.iso", ISO);
    private static final String LAYER_DIGEST = SmallRegistry.digest(LAYER);
    private static final int CUT = 100_000;

    @TempDir
    private Path folder;

    private final OutsideServer mirrorServer = new OutsideServer();
    private final OutsideServer server = new OutsideServer();
    private final SmallRegistry mirror = new SmallRegistry();
    private final SmallRegistry registry = new SmallRegistry();

    @BeforeEach
    void serve() {
        mirrorServer.at("/v2/", mirror);
        server.at("/v2/", registry);
    }

    @AfterEach
    void stop() {
        mirrorServer.close();
        server.close();
    }

    @Test
    void aMirrorThatKnowsOfNoSignaturesHidesNone() {
        var keys = ImageSigner.keys("Ed25519");
        var digest = image();
        new ImageSigner(registry).refer(digest, ImageSigner.bundleOver(digest, keys), false);
        mirror.guardedBy(ImageSigner::knowsOfNothing);

        assertThat(pull().signedBy(ImageSigner.pem(keys)).run(folder).iso()).isEqualTo(ISO);
        assertThat(mirror.requests()).contains("referrers/%s 200".formatted(digest));
        assertThat(registry.requests()).contains("referrers/%s 200".formatted(digest));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, -1000})
    void aBlobOfAnotherLengthIsTakenFromTheNext(int more) {
        image();
        mirror.guardedBy(exchange -> layer(exchange, "", LAYER.length + more));

        assertThat(pull().run(folder).iso()).isEqualTo(ISO);
        assertThat(registry.requests()).containsExactly("blobs/%s 200".formatted(LAYER_DIGEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 100001-400000/*", "bytes -", "", "bytes 99999999999999999999-1/2"})
    void aRangeThatIsNoneIsTakenFromTheNext(String range) {
        image();
        mirror.cuttingAfter(CUT);
        mirror.guardedBy(exchange -> isRange(exchange) && layer(exchange, range, LAYER.length - CUT));

        assertThat(pull().run(folder).iso()).isEqualTo(ISO);
        assertThat(registry.requests()).containsExactly("blobs/%s 206".formatted(LAYER_DIGEST));
    }

    @Test
    void aMirrorWithoutRangesIsPassedOver() {
        image();
        mirror.cuttingAfter(CUT);
        mirror.guardedBy(exchange -> {
            if (isRange(exchange)) {
                SmallRegistry.problem(exchange, 416, "RANGE_INVALID");
                return true;
            }
            return false;
        });

        assertThat(pull().run(folder).iso()).isEqualTo(ISO);
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 300_000, -1})
    void otherBytesOfTheRightLengthAreTakenFromTheNext(int at) {
        image();
        var other = LAYER.clone();
        other[at < 0 ? other.length - 1 : at] ^= 1; // the last byte is behind the tar's end
        mirror.lie(LAYER_DIGEST, other);

        assertThat(pull().run(folder).iso()).isEqualTo(ISO);
        assertThat(registry.requests()).containsExactly("blobs/%s 200".formatted(LAYER_DIGEST));
    }

    /** What was found in the wrong bytes, or is wrong with them, is forgotten. */
    @ParameterizedTest
    @ValueSource(strings = {"elemental-iso/b.iso", "elemental-iso/.wh.a.iso", "elemental-iso/.wh..wh..opq", "x"})
    void whatOtherBytesSayIsForgotten(String name) {
        var lower = new Tars().file("some", new byte[1024]).bytes();
        mirror.image("v1", LAYER, lower);
        registry.image("v1", LAYER, lower);
        var lie = new Tars().file(name, new byte[1024]).bytes();
        mirror.lie(SmallRegistry.digest(lower), java.util.Arrays.copyOf(lie, lower.length));

        assertThat(pull().run(folder).iso()).isEqualTo(ISO);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void aMirrorThatAlwaysCutsEarlyIsPassedOver(int bytes) {
        image();
        mirror.cuttingAfter(bytes);

        assertThat(pull().run(folder).iso()).isEqualTo(ISO);
        assertThat(mirror.requests())
                .filteredOn(request -> request.startsWith("blobs/"))
                .hasSizeLessThan(3);
    }

    /** Mirrors may hold what nobody else gives. */
    @Test
    void aMirrorThatWasCutOnceIsAskedAgainWhereTheRegistryDoesNotHelp() {
        mirror.image("v1", LAYER);
        var asked = new AtomicInteger();
        mirror.guardedBy(exchange -> exchange.getRequestURI().getPath().endsWith(LAYER_DIGEST)
                && asked.getAndIncrement() == 0
                && layer(exchange, "", LAYER.length));

        assertThat(pull().run(folder).iso()).isEqualTo(ISO);
        assertThat(registry.requests()).containsOnly("blobs/%s 404".formatted(LAYER_DIGEST));
    }

    @Test
    void aMirrorWhoseListLacksTheSignatureHidesNone() {
        var keys = ImageSigner.keys("Ed25519");
        var digest = image();
        new ImageSigner(registry).refer(digest, ImageSigner.bundleOver(digest, keys), false);
        new ImageSigner(mirror).refer(digest, ImageSigner.bundleOver(digest, ImageSigner.keys("Ed25519")), false);

        assertThat(pull().signedBy(ImageSigner.pem(keys)).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void aMirrorWhoseTagHasOtherSignaturesHidesNone() {
        var keys = ImageSigner.keys("Ed25519");
        var digest = image();
        new ImageSigner(registry).sign(digest, ImageSigner.simple(digest), keys);
        new ImageSigner(mirror).sign(digest, ImageSigner.simple(digest), ImageSigner.keys("Ed25519"));

        assertThat(pull().signedBy(ImageSigner.pem(keys)).run(folder).iso()).isEqualTo(ISO);
    }

    /** Also where nobody comes out to the registry. */
    @Test
    void aSignatureOfTheMirrorIsEnough() {
        var keys = ImageSigner.keys("Ed25519");
        var digest = image();
        new ImageSigner(mirror).refer(digest, ImageSigner.bundleOver(digest, keys), false);
        server.close();

        assertThat(pull().signedBy(ImageSigner.pem(keys)).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void withoutASignatureAnywhereTheMirrorIsNamed() {
        var keys = ImageSigner.keys("Ed25519");
        var digest = image();
        new ImageSigner(mirror).sign(digest, ImageSigner.simple(digest), ImageSigner.keys("Ed25519"));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull().signedBy(ImageSigner.pem(keys)).run(folder))
                .withMessageEndingWith(
                        " is not signed, and spec.baseVerification wants a signature; asked before: 127.0.0.1:%s,"
                                + " with 1 signatures.",
                        mirrorServer.port());
    }

    /** It need not be named among the allowed hosts, so it may send to itself. */
    @Test
    void aMirrorMaySendToItself() {
        image();
        mirrorServer.at("/store/", exchange -> {
            exchange.sendResponseHeaders(200, LAYER.length);
            exchange.getResponseBody().write(LAYER);
        });
        mirror.guardedBy(exchange -> {
            if (!exchange.getRequestURI().getPath().endsWith(LAYER_DIGEST)) {
                return false;
            }
            exchange.getResponseHeaders().set("Location", "/store/x?signature=s3cret");
            exchange.sendResponseHeaders(307, -1);
            return true;
        });

        assertThat(pull("localhost").allowing("127.0.0.1").run(folder).iso()).isEqualTo(ISO);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void whatTheRegistryItselfAnswersIsTheRefusal() {
        image();
        mirror.guardedBy(exchange -> layer(exchange, "", LAYER.length + 1));
        registry.guardedBy(exchange -> layer(exchange, "", LAYER.length + 2));

        assertRefused(
                "is announced with %s bytes instead of %s; asked before: 127.0.0.1:%s, whose part %s is announced with %s bytes instead of %s."
                        .formatted(
                                LAYER.length + 2,
                                LAYER.length,
                                mirrorServer.port(),
                                LAYER_DIGEST,
                                LAYER.length + 1,
                                LAYER.length));
    }

    @Test
    void whatEachSentIsTold() {
        image();
        var other = LAYER.clone();
        other[600] ^= 1;
        mirror.lie(LAYER_DIGEST, other);
        var third = LAYER.clone();
        third[601] ^= 1;
        registry.lie(LAYER_DIGEST, third);

        assertRefused("came with the digest %s; asked before: 127.0.0.1:%s, whose part %s came with the digest %s."
                .formatted(
                        SmallRegistry.digest(third), mirrorServer.port(), LAYER_DIGEST, SmallRegistry.digest(other)));
    }

    /** Puts it into both; returns its digest. */
    private String image() {
        mirror.image("v1", LAYER);
        return registry.image("v1", LAYER);
    }

    private static boolean isRange(HttpExchange exchange) {
        return exchange.getRequestHeaders().containsKey("Range");
    }

    /** Answers for the layer, with a length; as a range where one is said. */
    private static boolean layer(HttpExchange exchange, String range, int length) throws IOException {
        if (!exchange.getRequestURI().getPath().endsWith(LAYER_DIGEST)) {
            return false;
        }
        exchange.getResponseHeaders().set("Content-Range", range);
        exchange.sendResponseHeaders(isRange(exchange) ? 206 : 200, length);
        exchange.getResponseBody().write(LAYER, 0, 1000);
        exchange.getResponseBody().flush();
        return true;
    }

    private void assertRefused(String end) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull().run(folder))
                .withMessageEndingWith("%s", end);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    private Pull pull() {
        return pull("127.0.0.1");
    }

    /** @param name of the mirror's host */
    private Pull pull(String name) {
        var host = "127.0.0.1:%s".formatted(server.port());
        return Pull.of(
                        "%s/%s:v1".formatted(host, SmallRegistry.REPOSITORY),
                        new GrantDocument.Registry(
                                null, null, List.of("127.0.0.1", "localhost"), Map.of(), Map.of(), null))
                .within(Timeouts.USUAL) // a try that took too long would be one more request
                .mirrored(Map.of(host, List.of("%s:%s".formatted(name, mirrorServer.port()))));
    }
}
