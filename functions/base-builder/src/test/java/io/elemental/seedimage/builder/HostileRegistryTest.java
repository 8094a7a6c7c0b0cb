package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.LeastRate;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.common.TryAgainException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that break off, lie, send too much or too little, and images that are made to do harm. */
class HostileRegistryTest {

    private static final byte[] ISO = PullImageTest.iso(1);

    @TempDir
    private Path folder;

    @AutoClose
    private final OutsideServer server = new OutsideServer();

    private final SmallRegistry registry = SmallRegistry.at(server);

    @ParameterizedTest
    @EnumSource(Packed.class)
    void whatIsCutGoesOnUnderTheSameDecompressor(Packed packed) {
        registry.image("v1", packed.of(Tars.withIso("a.iso", ISO)));
        registry.cuttingAfter(70_000);

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
        assertThat(registry.requests())
                .filteredOn(request -> request.endsWith(" 206"))
                .hasSizeGreaterThan(3);
    }

    @Test
    void whatIsCutBeforeItsFirstByteEndsSometime() {
        registry.image("v1", Tars.withIso("a.iso", ISO));
        registry.cuttingAfter(0);

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> Pull.of(server).run(folder))
                .withMessageContaining("cannot be pulled");
        assertThat(registry.requests()).hasSize(1 + BuilderRun.SHORT.attempts());
    }

    @Test
    void aRegistryWithoutRangesIsReadFromTheBeginning() {
        var layer = Tars.withIso("a.iso", ISO);
        var digest = registry.blob(layer);
        registry.image("v1", layer);
        var cuts = new AtomicLong(2);
        blobs(exchange -> {
            exchange.sendResponseHeaders(200, layer.length);
            exchange.getResponseBody().write(layer, 0, cuts.getAndDecrement() > 0 ? 100_000 : layer.length);
        });

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
        assertThat(registry.requests())
                .filteredOn(request -> request.contains(digest))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 100001-400000/*", "bytes -", "items 1-2/3", "", "bytes 99999999999999999999-1/2"})
    void aRangeThatWasNotAskedForIsNotTaken(String range) {
        var layer = Tars.withIso("a.iso", ISO);
        registry.image("v1", layer);
        blobs(exchange -> {
            var asked = exchange.getRequestHeaders().getFirst("Range") != null;
            exchange.getResponseHeaders().set("Content-Range", range);
            exchange.sendResponseHeaders(asked ? 206 : 200, layer.length - (asked ? 100_000 : 0));
            exchange.getResponseBody().write(layer, 0, 100_000);
        });

        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> Pull.of(server).run(folder))
                .withMessageMatching(
                        "The registry 127.0.0.1:[0-9]+ cannot be asked now: it answers with other bytes of a"
                                + " blob than it was asked for\\.");
    }

    @ParameterizedTest
    @CsvSource({"-1, is announced with", "1, is announced with", "-1000, is announced with"})
    void aLengthThatIsNotTheManifestsIsRefused(int more, String words) {
        var layer = Tars.withIso("a.iso", ISO);
        registry.image("v1", layer);
        blobs(exchange -> {
            exchange.sendResponseHeaders(200, layer.length + more);
            exchange.getResponseBody().write(layer, 0, 1000);
            exchange.getResponseBody().flush();
        });

        assertRefused(Pull.of(server), words);
    }

    @Test
    void aBodyWithoutLengthThatIsTooShortIsRefused() {
        var layer = Tars.withIso("a.iso", ISO);
        registry.image("v1", layer);
        blobs(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(layer, 0, 1000);
        });

        assertRefused(Pull.of(server), "ended after 1000 bytes.");
    }

    @Test
    void otherBytesAreRefusedAtTheEndOfTheBlob() {
        for (var at : new int[] {600, 300_000, -1}) {
            var layer = Tars.withIso("a.iso", ISO);
            registry.image("v1", layer);
            var other = layer.clone();
            other[at < 0 ? other.length - 1 : at] ^= 1; // the last byte is behind the tar's end
            registry.lie(SmallRegistry.digest(layer), other);

            assertRefused(Pull.of(server), "came with the digest " + SmallRegistry.digest(other) + ".");
        }
    }

    @Test
    void damagedBytesOfTheRightDigestAreRefused() {
        var packed = Packed.GZIP.of(Tars.withIso("a.iso", ISO));
        packed[packed.length / 2] ^= 1;
        registry.image("v1", packed);
        assertRefused(Pull.of(server), "cannot be unpacked: it is cut or damaged.");

        var tar = Tars.withIso("a.iso", ISO);
        registry.image("v1", java.util.Arrays.copyOf(tar, tar.length / 2));
        assertRefused(Pull.of(server), "cannot be unpacked: it is cut or damaged.");
    }

    @Test
    void anotherManifestThanThatOfTheDigestIsRefused() {
        var wanted = "sha256:" + "1".repeat(64);
        registry.image("v1", Tars.withIso("a.iso", ISO));
        registry.manifestAt(wanted, SmallRegistry.IMAGE, SmallRegistry.imageOf(List.of()));

        assertRefused(Pull.of(server).named(Pull.of(server).image() + "@" + wanted), "instead of " + wanted + ".");
    }

    @Test
    void aManifestThatIsNotWhatItsHeaderSaysIsRefused() {
        registry.guardedBy(exchange -> {
            exchange.getResponseHeaders().set("Docker-Content-Digest", "sha256:" + "1".repeat(64));
            return false;
        });
        registry.guardedBy(exchange -> {
            var text = SmallRegistry.imageOf(List.of()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            return true;
        });

        assertRefused(Pull.of(server), "instead of sha256:" + "1".repeat(64) + ".");
    }

    @Test
    void aBlobThatDripsIsGivenUp() {
        registry.image("v1", Tars.withIso("a.iso", ISO));
        blobs(exchange -> {
            exchange.sendResponseHeaders(200, Tars.withIso("a.iso", ISO).length);
            for (var n = 0; n < 100; n++) {
                exchange.getResponseBody().write(0);
                exchange.getResponseBody().flush();
                pause();
            }
        });
        var hasty = new Timeouts(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                2,
                Duration.ofMillis(10),
                new LeastRate(1024, Duration.ofMillis(500)),
                Duration.ofSeconds(60));
        assertRefused(Pull.of(server).within(hasty), "is too slow: it sent ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Negotiate",
                "Bearer",
                "Bearer realm",
                "Basic, Bearer x",
                "Bearer realm=\"\"",
                "Bearer realm=\"file:///etc/passwd\"",
                "Bearer realm=\"http://[\"",
                "Bearer realm=\"https://user:pass@x.example/\""
            })
    void aChallengeThatIsNoneIsAnsweredByASentence(String challenge) {
        registry.guardedBy(exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
            SmallRegistry.problem(exchange, 401, "UNAUTHORIZED");
            return true;
        });

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Pull.of(server).run(folder))
                .withMessageMatching(
                        "The registry 127.0.0.1:[0-9]+ wants (credentials for the repository team/image, or has no"
                                + " such repository: no spec.basePullSecretRef names a Secret with some"
                                + "|its tokens to be fetched from something that is not an address for HTTPS)\\.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"token\":1}", "{\"token\":\"a\\r\\nX-Evil: b\"}", "[\"token\"]"})
    void anAnswerWithoutATokenIsRefused(String answer) {
        var realm = server.url("/token");
        registry.guardedBy(exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"%s\"".formatted(realm));
            SmallRegistry.problem(exchange, 401, "UNAUTHORIZED");
            return true;
        });
        server.at("/token", exchange -> {
            exchange.sendResponseHeaders(200, answer.isEmpty() ? -1 : answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
        });

        assertRefused(Pull.of(server), "gives no token: what " + server.url("") + " answers holds none.");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers for all blobs. */
    private void blobs(com.sun.net.httpserver.HttpHandler handler) {
        registry.guardedBy(exchange -> {
            if (!exchange.getRequestURI().getPath().contains("/blobs/")) {
                return false;
            }
            handler.handle(exchange);
            return true;
        });
    }

    private void assertRefused(Pull pull, String words) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull.run(folder))
                .withMessageContaining(words);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }
}
