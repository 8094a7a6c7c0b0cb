package io.elemental.seedimage.builder;

import static io.elemental.seedimage.builder.ImageSigner.BUNDLE;
import static io.elemental.seedimage.builder.ImageSigner.bundleOver;
import static io.elemental.seedimage.builder.ImageSigner.bytes;
import static io.elemental.seedimage.builder.ImageSigner.keys;
import static io.elemental.seedimage.builder.ImageSigner.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.elemental.seedimage.builder.common.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of what refers to an image: in pages, with entries that nobody can read, and beside a tag. */
class ReferrersTest {

    private static final byte[] ISO = PullImageTest.iso(1);
    private static final String OTHER = """
            {"mediaType":"%s","digest":"sha256:%s","size":1,"artifactType":"application/spdx+json"}""".formatted(SmallRegistry.IMAGE, "1".repeat(64));

    @TempDir
    private Path folder;

    private final OutsideServer server = new OutsideServer();
    private final SmallRegistry registry = new SmallRegistry();
    private final ImageSigner signer = new ImageSigner(registry);
    private final KeyPair keys = keys("Ed25519");
    private final AtomicInteger asked = new AtomicInteger();
    private String digest = "";
    private String signature = "";

    @BeforeEach
    void serve() {
        server.at("/v2/", registry);
        digest = registry.image("v1", Tars.withIso("a.iso", ISO));
        signature = signer.referrer(bundleOver(digest, keys), BUNDLE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<PATH?page=NEXT>; rel=\"next\"",
                "<PATH?page=NEXT>;rel=next",
                "<ORIGINPATH?page=NEXT>; title=\"a, b\"; rel=\"prefetch next\"",
                "<?page=NEXT>; REL=\"next\"",
                "</other>; rel=\"prev\", <PATH?page=NEXT>; rel=\"next\""
            })
    void aSignatureOnTheLastPageCounts(String link) {
        pages(link, List.of(OTHER, OTHER, signature));

        assertPulled();
        assertThat(asked).hasValue(3);
    }

    @Test
    void aLinkInASecondHeaderCounts() {
        answer(exchange -> {
            exchange.getResponseHeaders().add("Link", "<PATH>; rel=\"self\"");
            exchange.getResponseHeaders().add("Link", "<?page=1>; rel=\"next\"");
            return exchange.getRequestURI().getQuery() == null ? OTHER : signature;
        });

        assertPulled();
    }

    @Test
    void pagesWithoutAnEndEndSometime() {
        pages(
                "<PATH?page=NEXT>; rel=\"next\"",
                IntStream.range(0, 100).mapToObj(_ -> OTHER).toList());

        assertRefused();
        assertThat(asked).hasValue(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<PATH>; rel=\"next\"",
                "<>; rel=\"next\"",
                "<::>; rel=\"next\"",
                "PATH?page=NEXT; rel=\"next\"",
                "<PATH?page=NEXT>; rel=\"last\"",
                "<PATH?page=NEXT>; rel=\"next",
                "<PATH?page=NEXT",
                "<file:///etc/passwd>; rel=\"next\""
            })
    void whatIsNoFurtherPageIsNotAsked(String link) {
        pages(link, List.of(OTHER, signature));

        assertRefused();
        assertThat(asked).hasValue(1);
    }

    @Test
    void pagesOfOtherServersAreNotAsked() {
        try (var other = new OutsideServer()) {
            var come = new AtomicInteger();
            other.at("/", exchange -> {
                come.incrementAndGet();
                OutsideServer.status(exchange, 404);
            });
            for (var origin : List.of(
                    "http://127.0.0.1:%s".formatted(other.port()),
                    "//127.0.0.1:%s".formatted(other.port()),
                    "http://user:pw@127.0.0.1:%s".formatted(server.port()),
                    "https://127.0.0.1:%s".formatted(server.port()))) {
                asked.set(0);
                pages("<%sPATH?page=NEXT>; rel=\"next\"".formatted(origin), List.of(OTHER, signature));

                assertRefused();
                assertThat(asked).hasValue(1);
            }
            assertThat(come).hasValue(0);
        }
    }

    /** What the first pages have counts all the same. */
    @Test
    void aPageThatIsNotThereHidesNoOther() {
        answer(exchange -> {
            exchange.getResponseHeaders().add("Link", "</v2/gone>; rel=\"next\"");
            return signature;
        });

        assertPulled();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"digest\":\"sha512:DIGEST\",\"size\":1}",
                "{\"digest\":\"sha256:DIGEST\",\"size\":-1}",
                "{\"digest\":\"sha256:DIGEST\"}",
                "{}",
                "[]",
                "null",
                "\"text\""
            })
    void anEntryThatCannotBeReadIsPassedOver(String entry) {
        var index = entry.replace("DIGEST", "1".repeat(64)) + "," + signature;
        registry.manifest(digest.replace(':', '-'), SmallRegistry.INDEX, "{\"manifests\":[%s]}".formatted(index));
        assertPulled();

        registry.manifest(digest.replace(':', '-'), SmallRegistry.INDEX, "{\"manifests\":[]}");
        answer(_ -> index);
        assertPulled();
    }

    @Test
    void aListWithoutTheSignatureDoesNotHideTheTag() {
        signer.refer(digest, bundleOver(digest, keys), true);
        answer(_ -> OTHER);

        assertPulled();
    }

    /** @param link of each page but the last: PATH is that of the list, NEXT the number of the next page */
    private void pages(String link, List<String> entries) {
        answer(exchange -> {
            var query = exchange.getRequestURI().getQuery();
            var page = query == null ? 0 : Integer.parseInt(query.replace("page=", ""));
            if (page + 1 < entries.size()) {
                var words = link.replace("PATH", exchange.getRequestURI().getPath())
                        .replace("ORIGIN", server.url(""))
                        .replace("NEXT", String.valueOf(page + 1));
                exchange.getResponseHeaders().add("Link", words);
            }
            return entries.get(page);
        });
    }

    /** The entries of a list, separated by commas. */
    private interface Entries {
        String of(HttpExchange exchange);
    }

    private void answer(Entries entries) {
        registry.answering(exchange -> {
            if (!exchange.getRequestURI().getPath().endsWith("/referrers/" + digest)) {
                return false;
            }
            asked.incrementAndGet();
            send(exchange, "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(entries.of(exchange)));
            return true;
        });
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        exchange.sendResponseHeaders(200, bytes(text).length);
        exchange.getResponseBody().write(bytes(text));
    }

    private void assertPulled() {
        assertThat(Pull.of(server).signedBy(pem(keys)).run(folder).iso()).isEqualTo(ISO);
    }

    private void assertRefused() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Pull.of(server).signedBy(pem(keys)).run(folder))
                .withMessageContaining(" is not signed, and spec.baseVerification wants a signature.");
    }
}
