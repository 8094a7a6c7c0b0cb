package io.elemental.seedimage.download;

import java.util.List;
import java.util.Random;

/** Requests of which two servers may disagree where they end, with another request inside of what one of them skips. */
final class SmuggledRequests {

    /** Headers of requests without a body: the next request is behind them. */
    private static final List<String> TWO = List.of(
            "X: y",
            "Content-Length: 0",
            "Transfer_Encoding: chunked",
            "Content_Length: 5",
            "Upgrade: h2c\nConnection: Upgrade, HTTP2-Settings\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA");

    private final Random random;
    private final String path;
    private final String token;

    SmuggledRequests(Random random, String path, String token) {
        this.random = random;
        this.path = path;
        this.token = token;
    }

    /**
     * A request and what is behind it.
     *
     * @param isTwo whether by the standard that is a second request
     */
    record Smuggled(String text, boolean isTwo) {}

    /** The request that is hidden has the same id with "-hidden" behind it. */
    Smuggled next(String id) {
        var hidden = "GET %s HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: %s-hidden\r\n\r\n".formatted(path, id);
        var kinds = kinds(hidden);
        var chosen = random.nextInt(kinds.size() + TWO.size());
        var isTwo = chosen >= kinds.size();
        var kind = isTwo ? TWO.get(chosen - kinds.size()) + "\n\n" + hidden.replace("\r\n", "\n") : kinds.get(chosen);
        var head = oneOf("GET", "POST", "HEAD", "PUT", "OPTIONS") + " " + oneOf(path, "/healthz", "/", path + ";x")
                + " HTTP/1.1\nHost: localhost\nX-Request-Id: " + id + "\nRange: bytes=0-9\n"
                + (random.nextBoolean() ? "Registration-Authorization: Bearer " + token + "\n" : "");
        return new Smuggled(
                head.replace("\n", random.nextInt(8) == 0 ? "\n" : "\r\n") + kind.replace("\n", "\r\n"), isTwo);
    }

    private List<String> kinds(String hidden) {
        var request = hidden.replace("\r\n", "\n");
        var length = hidden.length();
        var hex = Integer.toHexString(length);
        var coded = oneOf(
                "Transfer-Encoding: chunked",
                "Transfer-Encoding:\tchunked",
                "Transfer-Encoding : chunked",
                "transfer-encoding: Chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding:\n chunked",
                "X: a\nTransfer-Encoding: chunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: chunked\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunked;x=y",
                "Transfer-Encoding: \u00a0chunked",
                "Transfer-Encoding: gzip, chunked");
        return List.of(
                "Content-Length: %s\n%s\n\n0\n\n%s".formatted(length + 5, coded, request),
                "%s\nContent-Length: 4\n\n%s\n%s\n0\n\n".formatted(coded, hex, request),
                "%s\n\n%s;name=value\n%s\n0\n\n".formatted(coded, hex, request),
                "%s\n\n%s;a=\"%s\"\n%s\n0\nX-Trailer: x\n\n"
                        .formatted(coded, hex, "b".repeat(random.nextInt(300)), request),
                "%s\n\n0\n\n%s".formatted(coded, request),
                "%s\n\n00000000000000000%s\n%s\n0\n\n".formatted(coded, hex, request),
                "%s\n\nfffffffffffffff%s\n%s".formatted(coded, hex, request),
                "%s\n\n0x%s\n%s\n0\n\n".formatted(coded, hex, request),
                "%s\n\n-1\n%s\n0\n\n".formatted(coded, request),
                "Content-Length: %s\n\n%s".formatted(length, request),
                "Content-Length: %s\nContent-Length: 0\n\n%s".formatted(length, request),
                "Content-Length: 0\nContent-Length: %s\n\n%s".formatted(length, request),
                "Content-Length: %1$s\nContent-Length: %1$s\n\n%2$s".formatted(length, request),
                "Content-Length: %1$s, %1$s\n\n%2$s".formatted(length, request),
                "Content-Length: +%s\n\n%s".formatted(length, request),
                "Content-Length: 0%s\n\n%s".formatted(length, request),
                "Content-Length: 0x%s\n\n%s".formatted(hex, request),
                "Content-Length : %s\n\n%s".formatted(length, request),
                "Content-Length:\n %s\n\n%s".formatted(length, request),
                "Content-Length: \n\n%s".formatted(request),
                "X: y\r\r\n\n%s".formatted(request),
                "Expect: 100-continue\nContent-Length: %s\n\n%s".formatted(length, request),
                "Connection: Content-Length\nContent-Length: %s\n\n%s".formatted(length, request));
    }

    private String oneOf(String... words) {
        return words[random.nextInt(words.length)];
    }
}
