package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of images and what is said of them, through the whole function. */
class DeliveryTest {

    private static final int SIZE = 300_000;
    private static final byte[] BYTES = Fleet.bytes(SIZE);
    private static final String ETAG = '"' + Tokens.sha256("image seed") + '"';
    private static final String WRITTEN_AT = "Sun, 22 Nov 2026 09:00:00 GMT";
    private static final Fleet FLEET = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private static RunningFunction function;

    @BeforeAll
    static void start() {
        FLEET.register(Fleet.RACK);
        FLEET.publish("seed", FLEET.image("seed", SIZE, false));
        FLEET.publish("composed", FLEET.image("composed", SIZE, true));
        FLEET.publish("huge", FLEET.image("huge", 6L << 30, false));
        function = RunningFunction.start(FLEET);
    }

    @AfterAll
    static void stop() {
        function.close();
    }

    @BeforeEach
    void forgetWhatWasAsked() {
        FLEET.store.asked();
    }

    @Test
    void sendsTheBaseWithItsOverlay() {
        var answer = function.send(get("seed"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BYTES);
        assertHeadersOfTheWhole(answer);
    }

    @Test
    void answersHeadAsItWouldGetAndReadsNothing() {
        var answer = function.send(RunningFunction.head(get("seed")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertHeadersOfTheWhole(answer);
        assertThat(FLEET.store.asked()).noneMatch(asked -> asked.startsWith("read"));
    }

    @Test
    void neverRedirectsHead() {
        var answer = function.send(RunningFunction.head(get("composed")).header("Accept", "application/json"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(SIZE));
        assertThat(header(answer, "Content-Type")).isEqualTo("application/x-iso9660-image");
    }

    private static void assertHeadersOfTheWhole(HttpResponse<byte[]> answer) {
        assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(SIZE));
        assertThat(header(answer, "Transfer-Encoding")).isEmpty();
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(answer, "ETag")).isEqualTo(ETAG);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/x-iso9660-image");
        assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"rack-seed-amd64.iso\"");
        assertThat(header(answer, "Repr-Digest"))
                .isEqualTo("sha-256=:%s:"
                        .formatted(Base64.getEncoder()
                                .encodeToString(HexFormat.of().parseHex(Tokens.sha256("bytes of seed")))));
        assertThat(header(answer, "Cache-Control")).isEqualTo("private, no-store");
        assertThat(header(answer, "Vary")).isEqualTo("Registration-Authorization, Accept, Origin");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-, 0, 300000",
        "bytes=1000-1999, 1000, 1000",
        "bytes=99990-101510, 99990, 1521",
        "bytes=100000-100999, 100000, 1000",
        "bytes=100100-101200, 100100, 1101",
        "bytes=101499-101500, 101499, 2",
        "bytes=299999-, 299999, 1",
        "bytes=299000-999999, 299000, 1000",
        "bytes=-1, 299999, 1",
        "bytes=-999999, 0, 300000",
    })
    void sendsOneRange(String range, int offset, int length) {
        var answer = function.send(get("seed").header("Range", range));

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(BYTES, offset, offset + length));
        assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(length));
        assertThat(header(answer, "Content-Range"))
                .isEqualTo("bytes %s-%s/%s".formatted(offset, offset + length - 1, SIZE));
        assertThat(header(answer, "ETag")).isEqualTo(ETAG);
        assertThat(header(answer, "Last-Modified")).isEqualTo(WRITTEN_AT);
    }

    @Test
    void sendsAnyRange() {
        var random = new Random(11);
        for (var i = 0; i < 100; i++) {
            var offset = random.nextInt(SIZE);
            var length = 1 + random.nextInt(Math.min(SIZE - offset, 5_000));

            var answer =
                    function.send(get("seed").header("Range", "bytes=%s-%s".formatted(offset, offset + length - 1)));

            assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(BYTES, offset, offset + length));
        }
    }

    @Test
    void readsBehindFourGibibytes() {
        var offset = (5L << 30) + 12_345;

        var answer = function.send(get("huge").header("Range", "bytes=%s-%s".formatted(offset, offset + 99_999)));

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(Pattern.bytes(offset, 100_000));
        assertThat(header(answer, "Content-Range"))
                .isEqualTo("bytes %s-%s/%s".formatted(offset, offset + 99_999, 6L << 30));
    }

    @ParameterizedTest
    @CsvSource({"bytes=300000-", "bytes=400000-500000", "bytes=-0"})
    void refusesARangeOutsideTheImage(String range) {
        var answer = function.sendForText(get("seed").header("Range", range));

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */300000");
        TokenTableTest.assertProblem(answer, "out-of-range");
    }

    @ParameterizedTest
    @CsvSource({"bytes=5-4", "bytes=a-b", "lines=1-2", "'bytes=0-1,5-6'", "bytes=-"})
    void sendsAllWhereARangeMeansNothing(String range) {
        var answer = function.send(get("seed").header("Range", range));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | If-None-Match | ETAG          | 304",
                "HEAD | If-None-Match | ETAG          | 304",
                "GET  | If-None-Match | W/ETAG        | 304",
                "GET  | If-None-Match | *             | 304",
                "GET  | If-None-Match | \"other\"     | 200",
                "GET  | If-Match      | ETAG          | 200",
                "GET  | If-Match      | *             | 200",
                "GET  | If-Match      | \"other\"     | 412",
                "HEAD | If-Match      | \"other\"     | 412",
                "GET  | If-Match      | W/ETAG        | 412",
                "GET  | If-Modified-Since   | Sun, 22 Nov 2026 09:00:00 GMT | 304",
                "HEAD | If-Modified-Since   | Sun, 22 Nov 2026 09:00:00 GMT | 304",
                "GET  | If-Modified-Since   | Sun, 22 Nov 2026 08:59:59 GMT | 200",
                "GET  | If-Unmodified-Since | Sun, 22 Nov 2026 09:00:00 GMT | 200",
                "HEAD | If-Unmodified-Since | Sun, 22 Nov 2026 08:59:59 GMT | 412",
            })
    void evaluatesConditions(String method, String name, String value, int status) {
        var request = get("seed").header(name, value.replace("ETAG", ETAG));

        var answer = function.send(method.equals("HEAD") ? RunningFunction.head(request) : request);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "ETag")).isEqualTo(status == 412 ? "" : ETAG);
        assertThat(header(answer, "Last-Modified")).isEqualTo(status == 412 ? "" : WRITTEN_AT);
        assertThat(header(answer, "Cache-Control")).isEqualTo("private, no-store");
    }

    @ParameterizedTest
    @CsvSource({"true, 206", "false, 200"})
    void goesOnOnlyWithTheSameImage(boolean same, int status) {
        var answer =
                function.send(get("seed").header("Range", "bytes=100-").header("If-Range", same ? ETAG : "\"other\""));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(same ? Arrays.copyOfRange(BYTES, 100, SIZE) : BYTES);
    }

    /** The store knows the image by a later time than we do. */
    @ParameterizedTest
    @CsvSource({"If-Modified-Since, 304", "If-Unmodified-Since, 200"})
    void evaluatesDatesWhereItWouldRedirect(String name, int status) {
        var answer = function.send(get("composed").header(name, WRITTEN_AT));

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void redirectsToTheComposedImage() {
        var answer = function.send(get("composed"));

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(header(answer, "Location")).isEqualTo(linkOfComposed().toString());
        assertThat(header(answer, "Content-Length")).isEqualTo("0");
        assertThat(header(answer, "Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void tellsTheLinkToWhoWantsJson() {
        var answer = function.sendForText(get("composed").header("Accept", "application/json"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"url\":\"%s\",\"fileName\":\"rack-composed-amd64.iso\",\"type\":\"iso\","
                                .formatted(linkOfComposed())
                        + "\"platform\":\"linux/amd64\",\"size\":300000,\"sha256\":\"%s\","
                                .formatted(Tokens.sha256("bytes of composed"))
                        + "\"base\":{\"sha256\":\"%s\",\"slots\":[{\"offset\":100000,\"length\":1000},"
                                .formatted(Tokens.sha256(
                                        Tokens.sha256("base of composed").substring(0, 32) + "-1"))
                        + "{\"offset\":101000,\"length\":500}]},"
                        + "\"expiresAt\":\"2026-11-22T10:10:00Z\"}");
    }

    @Test
    void hasNoLinkWhereTheStoreIsNotPublic() {
        try (var hidden = RunningFunction.start(FLEET, Map.of())) {
            var ticket = hidden.sendForText(
                    asHolder(hidden.request(RunningFunction.pathOf("composed"))).header("Accept", "application/json"));
            var bytes = hidden.send(asHolder(hidden.request(RunningFunction.pathOf("composed"))));

            TokenTableTest.assertProblem(ticket, "no-link");
            assertThat(ticket.statusCode()).isEqualTo(409);
            assertThat(bytes.statusCode()).isEqualTo(200);
            assertThat(bytes.body()).isEqualTo(BYTES);
        }
    }

    @Test
    void tellsTheChecksumAsItsToolReadsIt() {
        var answer = function.sendForText(get("seed/sha256"));

        assertThat(answer.body()).isEqualTo(Tokens.sha256("bytes of seed") + "  rack-seed-amd64.iso\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Length")).contains("86");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
    }

    private static URI linkOfComposed() {
        return FLEET.memory.get(
                StoreKeys.composedImage(Tokens.sha256("image composed")),
                "rack-composed-amd64.iso",
                "application/x-iso9660-image",
                Duration.ofMinutes(10));
    }

    private static HttpRequest.Builder get(String path) {
        return asHolder(function.request(RunningFunction.pathOf("") + path));
    }

    private static HttpRequest.Builder asHolder(HttpRequest.Builder request) {
        return request.header(RunningFunction.TOKEN_HEADER, "Bearer " + FLEET.token());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join("|", answer.headers().allValues(name));
    }
}
