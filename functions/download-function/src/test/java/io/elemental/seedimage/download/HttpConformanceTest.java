package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The table of {@code http-conformance.txt}, all of it on one connection where that is kept. */
class HttpConformanceTest {

    private static final int SIZE = 102_400;
    private static final long HUGE = 6L << 30;
    private static final byte[] BYTES = Fleet.bytes(SIZE);
    private static final Fleet FLEET = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private static RunningFunction function;

    @SuppressWarnings("NullAway.Init")
    private static KeptConnection connection;

    @BeforeAll
    static void start() {
        FLEET.register(Fleet.RACK);
        FLEET.publish("proxied", FLEET.image("proxied", SIZE, false));
        FLEET.publish("composed", FLEET.image("composed", SIZE, true));
        FLEET.publish("huge", FLEET.image("huge", HUGE, false));
        function = RunningFunction.start(FLEET);
        connection = new KeptConnection(function);
    }

    @AfterAll
    static void stop() throws IOException {
        connection.close();
        function.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(
            resources = "/http-conformance.txt",
            delimiter = '|',
            quoteCharacter = '\0',
            maxCharsPerColumn = 1000)
    void holds(String image, String request, int status, String body, @Nullable String says) throws IOException {
        var name = image.split("[/?]", 2)[0];
        var answer = ask(image, tagged(request, name));

        assertThat(answer.status()).isEqualTo(status);
        if (says != null) {
            var header = tagged(says, name).split(":", 2);
            assertThat(answer.header(header[0])).isEqualTo(header[1].strip());
        }
        assertBody(name, body, answer);
        assertInvariants(request, name, answer);
    }

    private static RawAnswer ask(String image, String request) throws IOException {
        var words = request.split(" ", 2);
        var lines = words.length == 1
                ? ""
                : Arrays.stream(words[1].split("; ")).map(line -> line + "\r\n").collect(Collectors.joining());
        return connection
                .ask("%s %s HTTP/1.1\r\nHost: localhost\r\n%s: Bearer %s\r\n%s\r\n"
                        .formatted(
                                words[0],
                                RunningFunction.pathOf(image),
                                RunningFunction.TOKEN_HEADER,
                                FLEET.token(),
                                lines))
                .orElseThrow();
    }

    private static String tagged(String text, String image) {
        var identity = Tokens.sha256("image " + image);
        return text.replace("{E}", '"' + identity + '"').replace("{e}", identity);
    }

    private static void assertBody(String image, String expected, RawAnswer answer) {
        switch (expected) {
            case "none" -> assertThat(answer.body()).isEmpty();
            case "all" -> assertThat(answer.body()).isEqualTo(BYTES);
            case "json" -> assertThat(answer.text()).startsWith("{\"url\":\"").endsWith("}");
            case "text" -> assertThat(answer.text()).matches("[0-9a-f]{64}  rack-proxied-amd64.iso\n");
            default -> {
                if (expected.contains("+")) {
                    var words = expected.split("\\+", 2);
                    assertThat(answer.body())
                            .isEqualTo(part(image, Long.parseLong(words[0]), Integer.parseInt(words[1])));
                } else {
                    assertThat(answer.text()).contains("\"urn:elemental:seedimage:problem:" + expected + "\"");
                }
            }
        }
    }

    private static byte[] part(String image, long offset, int length) {
        return image.equals("huge")
                ? Pattern.bytes(offset, length)
                : Arrays.copyOfRange(BYTES, (int) offset, (int) offset + length);
    }

    /** What is so of every answer of its kind. */
    private static void assertInvariants(String request, String image, RawAnswer answer) {
        var isBytes = answer.header("Content-Disposition").startsWith("attachment");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(answer.header("Vary")).isEqualTo("Registration-Authorization, Accept, Origin");
        assertThat(answer.header("Transfer-Encoding")).isEmpty();
        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("Content-Range").isEmpty())
                .isEqualTo(!List.of(206, 416).contains(answer.status()));
        assertThat(answer.header("Allow").isEmpty()).isEqualTo(answer.status() != 405);
        assertThat(answer.header("Location").isEmpty()).isEqualTo(answer.status() != 307);
        assertThat(answer.header("Content-Length").isEmpty()).isEqualTo(answer.status() == 304);
        assertThat(answer.header("ETag")).isEqualTo(isBytes || answer.status() == 304 ? tagged("{E}", image) : "");
        assertThat(answer.header("Accept-Ranges").isEmpty()).isEqualTo(!isBytes && answer.status() != 416);
        assertThat(answer.header("Repr-Digest").isEmpty()).isEqualTo(!isBytes);
        if (!request.startsWith("HEAD") && answer.status() != 304) {
            assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length));
        }
    }
}
