package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.SeedImagePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a connection: kept, pipelined, ended; and that HEAD tells what GET would. */
class ConnectionsTest {

    private static final int SIZE = 102_400;
    private static final Fleet FLEET = Fleet.withSeed(SIZE);

    @AutoClose
    private static final RunningFunction FUNCTION = RunningFunction.start(FLEET);

    /** A virtual medium is read in thousands of small ranges. */
    @Test
    void areKeptForManyRanges() throws IOException {
        try (var connection = new KeptConnection(FUNCTION)) {
            for (var i = 0; i < 900; i++) {
                var answer = connection.ask(get("Range: bytes=%s-%s\r\n".formatted(i * 100, i * 100 + 99)));
                assertThat(answer.orElseThrow().body()).isEqualTo(Pattern.bytes(i * 100L, 100));
            }
            assertThat(connection.connections()).isOne();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "HTTP/1.1, '',                              true",
        "HTTP/1.1, 'Connection: keep-alive',        true",
        "HTTP/1.1, 'Connection: close',             false",
        "HTTP/1.1, 'Connection: Close',             false",
        "HTTP/1.1, 'Connection: keep-alive, close', false",
        "HTTP/1.1, 'Connection: x',                 true",
        "HTTP/1.0, '',                              false",
        "HTTP/1.0, 'Connection: close',             false",
    })
    void areKeptAsTheClientWishes(String version, String line, boolean kept) throws IOException {
        try (var connection = new KeptConnection(FUNCTION)) {
            var lines = line.isEmpty() ? "" : line + "\r\n";
            var answer = connection.ask(get(lines + "Range: bytes=0-9\r\n").replace("HTTP/1.1", version));

            assertThat(answer.orElseThrow().status()).isEqualTo(206);
            assertThat(connection.isOpen()).isEqualTo(kept);
        }
    }

    /** Whoever speaks HTTP/1.0 may not know a chunked body, nor that a host is told. */
    @Test
    void ofTheOldVersionGetAllBytesAndTheEnd() throws IOException {
        try (var connection = new KeptConnection(FUNCTION)) {
            var answer = connection.ask(get("").replace("HTTP/1.1\r\nHost: localhost", "HTTP/1.0"));

            assertThat(answer.orElseThrow().body()).isEqualTo(Fleet.bytes(SIZE));
            assertThat(answer.orElseThrow().header("Transfer-Encoding")).isEmpty();
            assertThat(connection.isOpen()).isFalse();
        }
    }

    @Test
    void answerWhatWasSentAtOnceInItsOrder() throws IOException {
        try (var connection = new KeptConnection(FUNCTION)) {
            var requests = new StringBuilder();
            for (var i = 0; i < 50; i++) {
                requests.append(get("Range: bytes=%s-%s\r\nX-Request-Id: n-%s\r\n".formatted(i, i * 3, i)));
            }
            connection.send(requests.toString());

            for (var i = 0; i < 50; i++) {
                var answer = connection.answer(false).orElseThrow();
                assertThat(answer.header("X-Request-Id")).isEqualTo("n-" + i);
                assertThat(answer.body()).isEqualTo(Pattern.bytes(i, i * 2 + 1));
            }
        }
    }

    /** Heads and images between each other, each where it belongs; a refusal is a connection's last answer. */
    @Test
    void answerDifferentRequestsAtOnceInTheirOrder() throws IOException {
        try (var connection = new KeptConnection(FUNCTION)) {
            var head = get("").replaceFirst("GET", "HEAD");
            var unknown = get("").replace("/seed ", "/nothing ");
            connection.send(
                    head + get("") + head + get("If-None-Match: *\r\n") + get("Range: bytes=7-7\r\n") + unknown);

            var statuses = new ArrayList<Integer>();
            for (var toHead : new boolean[] {true, false, true, false, false, false}) {
                statuses.add(connection.answer(toHead).orElseThrow().status());
            }
            assertThat(statuses).containsExactly(200, 200, 200, 304, 206, 404);
            assertThat(connection.isOpen()).isFalse();
        }
    }

    /** Absurd, and allowed all the same (RFC 9112 sections 2.2, 3.2.2, 5.1, 5.2; RFC 9110 section 5.5). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\nGET {P} HTTP/1.1\r\nHost: localhost\r\n{T}\r\n",
                "GET {P} HTTP/1.1\nHost: localhost\n{T}\n",
                "GET http://localhost{P} HTTP/1.1\r\nHost: localhost\r\n{T}\r\n",
                "GET http://localhost:80{P} HTTP/1.1\r\nHost: localhost:80\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nhOsT: localhost\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost:localhost\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost:   \t localhost \t \r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost: LOCALHOST.:65535\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost: [::1]:80\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost:\r\n{T}\r\n",
                "GET {P}? HTTP/1.1\r\nHost: localhost\r\n{T}\r\n",
                "GET {P}?a=b?c=d/../e;f HTTP/1.1\r\nHost: localhost\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost: localhost\r\nX: \r\nX:\r\nx:y\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost: localhost\r\n!#$%&'*+-.^_`|~09aZ: x\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost: localhost\r\nX: \u0080\u00ff\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 000\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n{T}\r\n0\r\n\r\n",
                "GET {P} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c, websocket\r\nConnection: upgrade\r\n{T}\r\n",
                "GET {P} HTTP/1.1\r\nHost: localhost\r\nConnection: {H}\r\n{T}\r\n",
            })
    void bearWithWhatIsAllowed(String request) throws IOException {
        var token = "%s: Bearer %s\r\n".formatted(RunningFunction.TOKEN_HEADER, FLEET.token());
        try (var connection = new KeptConnection(FUNCTION)) {
            var answer = connection.ask(request.replace("{P}", RunningFunction.pathOf("seed"))
                    .replace("{T}", request.contains("\r\n") ? token : token.replace("\r\n", "\n"))
                    .replace("{H}", RunningFunction.TOKEN_HEADER));

            assertThat(answer.orElseThrow().status()).isEqualTo(200);
            assertThat(answer.orElseThrow().body()).isEqualTo(Fleet.bytes(SIZE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seed",
                "seed/sha256",
                "seed?type=raw",
                "seed?type=x",
                "seed?delivery=x",
                "nothing",
                "nothing/sha256",
                "seed/",
                "seed%00",
                "seed/status/x"
            })
    void hearFromHeadWhatGetWouldSay(String path) throws IOException {
        hearTheSame("GET %s HTTP/1.1\r\nHost: localhost\r\n%s: Bearer %s\r\n\r\n"
                .formatted(RunningFunction.pathOf("") + path, RunningFunction.TOKEN_HEADER, FLEET.token()));
    }

    @Test
    void hearFromHeadWhatGetWouldSayWithoutAToken() throws IOException {
        var path = RunningFunction.pathOf("seed");
        var elsewhere = SeedImagePaths.of(Fleet.RACK.sibling("nowhere"), "seed");
        for (var line :
                List.of("X: y", "Registration-Authorization: Bearer x", "Registration-Authorization: Bearer a.b.c")) {
            hearTheSame("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(path, line));
            hearTheSame("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(elsewhere, line));
        }
        hearTheSame("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        hearTheSame("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    private static void hearTheSame(String request) throws IOException {
        try (var connection = new KeptConnection(FUNCTION)) {
            var get = connection.ask(request).orElseThrow();
            var head = connection.ask(request.replaceFirst("GET", "HEAD")).orElseThrow();

            assertThat(head.statusLine()).isEqualTo(get.statusLine());
            assertThat(telling(head)).isEqualTo(telling(get));
        }
    }

    private static List<String> telling(RawAnswer answer) {
        return answer.lines().stream()
                .filter(line -> !line.startsWith("Date:") && !line.startsWith("X-Request-Id:"))
                .sorted()
                .toList();
    }

    private static String get(String lines) {
        return RawClient.get(FLEET, "seed", lines);
    }
}
