package io.elemental.seedimage.builder;

import static io.elemental.seedimage.builder.HostileServer.bytes;
import static io.elemental.seedimage.builder.HostileServer.dripping;
import static io.elemental.seedimage.builder.HostileServer.endlessly;
import static io.elemental.seedimage.builder.HostileServer.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import io.elemental.seedimage.builder.HostileServer.HttpAnswer;
import io.elemental.seedimage.builder.common.LeastRate;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.source.Addresses;
import io.elemental.seedimage.builder.source.SourceClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources that would keep a build busy for ever, fill its memory, or pass for what they are not. */
@Execution(value = ExecutionMode.CONCURRENT, reason = "It waits for limits of time.")
class HostileSourceTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String X = "X-Header: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n";

    private static final String NO_HTTP = "The source X sends an answer that is not valid HTTP\\.";
    private static final String CONTRADICTION = "The source X contradicts itself about the length of its answer\\.";
    private static final String UNASKED =
            "The source X answers with status %s, although the request asked for no range\\.";
    private static final String STATUS = "The source X answers with status %s\\.";
    private static final String SLOW =
            "The source X is too slow: it sent [0-9]+ bytes in 2 s, and 2048 are the least\\.";

    /** Three attempts of at most two windows or answers each take 12 s; the rest is for machines with much to do. */
    private static final Duration BOUND = Duration.ofSeconds(90);

    private static final int REFUSED = 1;
    private static final int TRY_AGAIN = 75;

    @TempDir
    private static Path isos;

    private static Path tiny = Path.of("");

    @TempDir
    private Path folder;

    private final OutsideServer outside = new OutsideServer();

    /** What a source answers, and the sentence and the exit status that come of it. */
    record Attack(String name, HttpAnswer answer, String sentence, int status) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void makeIso() {
        tiny = Isos.tiny(isos);
    }

    @AfterEach
    void stop() {
        outside.close();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void endsSoonWithOneSentence(Attack attack) {
        var store = new ServedStore(outside, folder);
        var begin = System.nanoTime();
        try (var server = new HostileServer(attack.answer())) {
            var run = BuilderRun.here(Grants.of(store, server.url()).write(folder), folder.resolve("scratch"));

            assertThat(run.lastLine().replace(server.url(), "X")).matches(attack.sentence());
            assertThat(run.status()).isEqualTo(attack.status());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
        assertThat(store.hasResult()).isEqualTo(attack.status() == REFUSED);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                refused("endless 100 Continue", endlessly("", "HTTP/1.1 100 Continue\r\n\r\n"), NO_HTTP),
                refused("endless 102 Processing", endlessly("", "HTTP/1.1 102 Processing\r\n" + X + "\r\n"), NO_HTTP),
                refused("switches protocols", once("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"), NO_HTTP),
                refused("endless headers", endlessly(OK, X), NO_HTTP),
                refused("an endless header", endlessly(OK + "X-Header: ", "a"), NO_HTTP),
                refused("an endless status line", endlessly("HTTP/1.1 200 ", "a"), NO_HTTP),
                refused("no HTTP", endlessly("SSH-2.0-OpenSSH\r\n", "a"), NO_HTTP),
                refused(
                        "endless trailers",
                        endlessly(CHUNKED + "1\r\na\r\n0\r\n", X),
                        "The source is not an ISO 9660 image\\."),
                again("an endless chunk header", endlessly(CHUNKED + "5;x=", "a"), "the connection broke"),
                again("a chunk of a negative size", once(CHUNKED + "-5\r\nhello"), "the connection broke"),
                refused("a dripping body", dripping(OK + "Content-Length: 100000\r\n\r\n", "a"), SLOW),
                refused("a body that does not begin", dripping(OK + "Content-Length: 100000\r\n\r\n", ""), SLOW),
                refused("dripping chunks", dripping(CHUNKED, "1\r\na\r\n"), SLOW),
                refused("a dripping chunk header", dripping(CHUNKED + "5;x=", "a"), SLOW),
                again("dripping headers", dripping(OK + "X-Header: ", "a"), "it took too long"),
                again("dripping interim answers", dripping("", "HTTP/1.1 100 Continue\r\n\r\n"), "it took too long"),
                again("dripping redirects", dripping("HTTP/1.1 302 Found\r\nLocation: /", "a"), "it took too long"),
                refused("a negative length", once(OK + "Content-Length: -5\r\n\r\nhello"), CONTRADICTION),
                refused("a length of 2^63", once(OK + "Content-Length: 9223372036854775808\r\n\r\nhello"), NO_HTTP),
                refused("two lengths", once(OK + "Content-Length: 5\r\nContent-Length: 3\r\n\r\nhello"), CONTRADICTION),
                refused(
                        "a length and chunks",
                        once(OK + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"),
                        CONTRADICTION),
                refused("an unknown transfer coding", once(OK + "Transfer-Encoding: gzip\r\n\r\n"), CONTRADICTION),
                refused(
                        "gzip",
                        once(OK + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"),
                        "The source X sends its bytes encoded \\(Content-Encoding\\), although it was asked not to\\."),
                refused("an unasked 304", status(304), UNASKED.formatted(304)),
                refused("an unasked 206", status(206), UNASKED.formatted(206)),
                refused("an unasked 416", status(416), UNASKED.formatted(416)),
                refused("201", status(201), STATUS.formatted(201)),
                refused("204", status(204), STATUS.formatted(204)),
                refused("205", status(205), STATUS.formatted(205)),
                refused("300", status(300), STATUS.formatted(300)),
                refused(
                        "a part that is longer than what is missing",
                        HostileSourceTest::longerPart,
                        "The source X sends more than the 1000 bytes that it announced\\."),
                refused(
                        "redirects to an endless name",
                        once("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://%s/\r\n\r\n"
                                .formatted("a".repeat(100_000))),
                        "The source X redirects to an address that is neither HTTP nor HTTPS\\."));
    }

    @Test
    void takesASourceInSpiteOfEndlessTrailers() throws IOException {
        var store = new ServedStore(outside, folder);
        var content = Files.readAllBytes(tiny);
        HttpAnswer answer = (out, number) -> {
            out.write(bytes(CHUNKED + Integer.toHexString(content.length) + "\r\n"));
            out.write(content);
            endlessly("\r\n0\r\n", X).send(out, number);
        };
        try (var server = new HostileServer(answer)) {
            var run = BuilderRun.here(Grants.of(store, server.url()).write(folder), folder.resolve("scratch"));

            assertThat(run.status()).as(run.err()).isZero();
        }
    }

    @Test
    void aSourceThatIsSlowNowAndThenIsFetched() throws IOException {
        var store = new ServedStore(outside, folder);
        var content = Files.readAllBytes(tiny);
        var half = content.length / 2;
        var header = OK + "ETag: \"1\"\r\nContent-Length: %s\r\n\r\n".formatted(content.length);
        var rest = "HTTP/1.1 206 Part\r\nETag: \"1\"\r\nContent-Range: bytes %s-%s/%s\r\nContent-Length: %s\r\n\r\n"
                .formatted(half, content.length - 1, content.length, content.length - half);
        HttpAnswer answer = (out, number) -> {
            out.write(bytes(number == 1 ? header : rest));
            out.write(content, number == 1 ? 0 : half, half + content.length % 2);
            if (number == 1) {
                endlesslyNothing();
            }
        };
        try (var server = new HostileServer(answer)) {
            var run = BuilderRun.here(Grants.of(store, server.url()).write(folder), folder.resolve("scratch"));

            assertThat(run.status()).as(run.err()).isZero();
        }
    }

    @Test
    void aWholeFetchHasALimitOfTimeByItsSize() {
        var store = new ServedStore(outside, folder);
        var hurry = new Timeouts(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                1000,
                Duration.ofMillis(10),
                new LeastRate(1, Duration.ofSeconds(1)),
                Duration.ofSeconds(3));
        try (var server = new HostileServer(dripping(OK + "Content-Length: 2\r\n\r\n", ""))) {
            var run = BuilderRun.here(hurry, Grants.of(store, server.url()).write(folder), folder.resolve("scratch"));

            assertThat(run.lastLine()).isEqualTo("The source %s is too slow: it sent 0 bytes in 5 s.", server.url());
            assertThat(run.status()).isEqualTo(REFUSED);
        }
    }

    @Test
    void namesThatAreNotAnsweredAreNotWaitedFor() {
        var never = new CountDownLatch(1);
        var addresses = new Addresses(_ -> true, host -> {
            try {
                never.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return InetAddress.getAllByName(host);
        });
        var store = new ServedStore(outside, folder);
        var source = Grants.of(store, outside.url("/x.iso")).document().source();
        try (var client = new SourceClient(source, BuilderRun.SHORT, addresses)) {

            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.get(Map.of()));
        } finally {
            never.countDown();
        }
    }

    @Test
    void showsOfARedirectOnlyTheHostThatItNamed() {
        var store = new ServedStore(outside, folder);
        outside.at("/hidden", exchange -> OutsideServer.status(exchange, 404));
        outside.at("/x.iso", redirect(outside.url("/hidden/s3cret?s3cret")));

        var run = BuilderRun.here(Grants.of(store, outside.url("/x.iso")).write(folder), folder.resolve("scratch"));

        assertThat(run.lastLine())
                .isEqualTo(
                        "The source %s, redirected to %s, answers with status 404.",
                        outside.url("/x.iso"), outside.url(""));
        assertThat(run.err()).doesNotContain("s3cret", "hidden");
    }

    private static Attack refused(String name, HttpAnswer answer, String sentence) {
        return new Attack(name, answer, sentence, REFUSED);
    }

    private static Attack again(String name, HttpAnswer answer, String failure) {
        return new Attack(name, answer, "The source X cannot be fetched now: %s\\.".formatted(failure), TRY_AGAIN);
    }

    private static HttpAnswer status(int status) {
        return once("HTTP/1.1 %s So\r\nETag: \"1\"\r\nContent-Range: bytes 0-4/5\r\n%s\r\n%s"
                .formatted(
                        status,
                        status == 204 || status == 304 ? "" : "Content-Length: 5\r\n",
                        status == 204 || status == 304 ? "" : "hello"));
    }

    private static void longerPart(java.io.OutputStream out, int number) throws IOException {
        out.write(bytes(
                number == 1
                        ? OK + "ETag: \"1\"\r\nContent-Length: 1000\r\n\r\n" + "a".repeat(500)
                        : "HTTP/1.1 206 Part\r\n"
                                + "ETag: \"1\"\r\n"
                                + "Content-Range: bytes 500-999/1000\r\n"
                                + "Content-Length: 5000\r\n\r\n"
                                + "a".repeat(5000)));
    }

    private static void endlesslyNothing() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpHandler redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            OutsideServer.status(exchange, 302);
        };
    }
}
