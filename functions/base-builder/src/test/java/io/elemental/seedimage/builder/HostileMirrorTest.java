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

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull().run(folder))
                .withMessageEndingWith("is announced with %s bytes instead of %s.", LAYER.length + 2, LAYER.length);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
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
