package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as no client library writes them, byte by byte; whoever sends them holds a good token. */
class OddRequestsTest {

    private static final Fleet FLEET = Fleet.withSeed(200_000);
    private static final String IMAGE = RunningFunction.pathOf("seed");

    @AutoClose
    private static final RunningFunction FUNCTION = RunningFunction.start(FLEET);

    /** One path, one way to write it: P stands for the image's. */
    @ParameterizedTest
    @CsvSource({
        "P,                     200",
        "P?type=iso,            200",
        "http://localhost{P},   200",
        "P;x=y,                 400",
        "P;,                    400",
        "P%3Bx=y,               400",
        "P%3bx,                 400",
        "/;a=b{P},              400",
        "/elemental;a=b/v1/namespaces/fleet/registrations/rack/seedimages/seed, 400",
        "/elemental/v1/namespaces/fleet;/registrations/rack/seedimages/seed,    400",
        "/elemental/v1/namespaces/fle%65t/registrations/rack/seedimages/seed,   400",
        "/elemental/v1/namespaces/fleet%2Fregistrations/rack/seedimages/seed,   400",
        "/elemental/v1/namespaces/fleet%5Cregistrations/rack/seedimages/seed,   400",
        "/elemental/v1/namespaces/fleet\\registrations/rack/seedimages/seed,    400",
        "/elemental/v1/./namespaces/fleet/registrations/rack/seedimages/seed,   400",
        "/elemental/v1/x/../namespaces/fleet/registrations/rack/seedimages/seed, 400",
        "/elemental/v1/%2e/namespaces/fleet/registrations/rack/seedimages/seed, 400",
        "/elemental/v1/x/%2E%2e/namespaces/fleet/registrations/rack/seedimages/seed, 400",
        "/elemental/v1/x/..;/namespaces/fleet/registrations/rack/seedimages/seed, 400",
        "/elemental//v1/namespaces/fleet/registrations/rack/seedimages/seed,    400",
        "//localhost{P},        400",
        "/..{P},                400",
        "P/,                    404",
        "P//,                   400",
        "P/.,                   400",
        "P/..,                  400",
        "P%00,                  400",
        "P{nul},                400",
        "P%C3%A9,               400",
        "P\u00e9,               400",
        "P%,                    400",
        "P%zz,                  400",
        "P%20,                  400",
        "P%0d%0aX:y,            400",
        "P#x,                   400",
        "P*,                    400",
        "P.iso,                 404",
        "/ELEMENTAL/v1/namespaces/fleet/registrations/rack/seedimages/seed,     404",
        "/,                     404",
        "http://localhost,      404",
        "http://localhost{P};x, 400",
        "elemental,             400",
        "*,                     400",
    })
    void havePathsThatMeanOneThing(String path, int status) throws IOException {
        var sent = path.replaceFirst("^P", IMAGE).replace("{P}", IMAGE).replace("{nul}", "\0");

        assertThat(status("GET " + sent + " HTTP/1.1\r\n" + headers())).isEqualTo(status);
    }

    /** As many as fit into a request's head: none of them is a reason to fail. */
    @ParameterizedTest
    @CsvSource({"/a, 15000, '', 404", "/a, 15000, /, 404", "/a, 15000, /.., 400", "/aaaaaaaa, 3000, %, 400"})
    void mayHaveAsManySegmentsAsFit(String segment, int times, String end, int status) throws IOException {
        var sent = segment.repeat(times) + end;

        assertThat(status("GET " + sent + " HTTP/1.1\r\n" + headers())).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "another method,            'POST {P} HTTP/1.1',     '',                              405",
        "TRACE,                     'TRACE {P} HTTP/1.1',    '',                              405",
        "OPTIONS,                   'OPTIONS {P} HTTP/1.1',  '',                              405",
        "a method of nobody,        'BREW {P} HTTP/1.1',     '',                              405",
        "small letters,             'get {P} HTTP/1.1',      '',                              405",
        "no method,                 ' {P} HTTP/1.1',         '',                              405",
        "a tunnel,                  'CONNECT localhost:443 HTTP/1.1', '',                   501",
        "the old version,           'GET {P} HTTP/1.0',      '',                              200",
        "a version to come,         'GET {P} HTTP/9.9',      '',                              505",
        "the preface of HTTP/2,     'PRI * HTTP/2.0',      '',                              400",
        "two lengths,               'GET {P} HTTP/1.1',      'Content-Length: 1|Content-Length: 2', 400",
        "no length,                 'GET {P} HTTP/1.1',      'Content-Length: x',             400",
        "a length below nothing,    'GET {P} HTTP/1.1',      'Content-Length: -1',            400",
        "a length beyond numbers,   'GET {P} HTTP/1.1',      'Content-Length: 99999999999999999999', 400",
        "length and chunks,         'GET {P} HTTP/1.1',      'Content-Length: 5|Transfer-Encoding: chunked', 200",
        "a coding of nobody,        'GET {P} HTTP/1.1',      'Transfer-Encoding: sealed',     501",
        "a body not sent,           'GET {P} HTTP/1.1',      'Content-Length: 5',             200",
        "a body asked for,          'GET {P} HTTP/1.1',      'Content-Length: 5|Expect: 100-continue', 200",
        "an expectation of nobody,  'GET {P} HTTP/1.1',      'Expect: miracles',              400",
        "no name,                   'GET {P} HTTP/1.1',      ': x',                           400",
        "a name with a space,       'GET {P} HTTP/1.1',      'X y: z',                        400",
        "no colon,                  'GET {P} HTTP/1.1',      'nonsense',                      400",
        "a folded line,             'GET {P} HTTP/1.1',      'X: a| b',                       200",
        "another host beside,       'GET {P} HTTP/1.1',      'Host: other',                   400",
        "an upgrade,                'GET {P} HTTP/1.1',      'Upgrade: h2c|Connection: Upgrade,"
                + " HTTP2-Settings|HTTP2-Settings: AAAA', 200",
        "a range without end,       'GET {P} HTTP/1.1',      'Range: bytes=0-,0-,0-,0-,0-',   200",
    })
    void areAnsweredOnce(String what, String line, String more, int status) throws IOException {
        var lines = more.isEmpty() ? "" : more.replace("|", "\r\n") + "\r\n";

        assertThat(status(line.replace("{P}", IMAGE) + "\r\n" + lines + headers()))
                .as(what)
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "path,    40000, 400",
        "query,   30000, 200",
        "query,   40000, 400",
        "params,   2000, 400",
        "header,  40000, 400",
        "headers,   200, 400",
        "cookies,  2000, 400",
    })
    void haveLimits(String what, int count, int status) throws IOException {
        var end = " HTTP/1.1\r\n";
        var request = switch (what) {
            case "path" -> "GET /" + "a".repeat(count) + end;
            case "query" -> "GET " + IMAGE + "?x=" + "a".repeat(count) + end;
            case "params" -> "GET " + IMAGE + "?" + "a=b&".repeat(count) + end;
            case "header" -> "GET " + IMAGE + end + "X: " + "a".repeat(count) + "\r\n";
            case "headers" -> "GET " + IMAGE + end + "X: a\r\n".repeat(count);
            default -> "GET " + IMAGE + end + "Cookie: a=b\r\n".repeat(count);
        };

        assertThat(status(request + headers())).isEqualTo(status);
    }

    /** A connection that took a body for the next request would let one client speak for another. */
    @Test
    void endTheConnectionWhereABodyWasNotWanted() throws IOException {
        var smuggled = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
        var request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: %s\r\n\r\n%s"
                .formatted(smuggled.length(), smuggled);

        try (var client = RawClient.sends(FUNCTION, request)) {
            assertThat(client.head()).startsWith("HTTP/1.1 204").containsIgnoringCase("Connection: close");
            assertThat(client.countUntilTheEnd()).isZero();
        }
    }

    private static String headers() {
        return "Host: localhost\r\nConnection: close\r\n%s: Bearer %s\r\n\r\n"
                .formatted(RunningFunction.TOKEN_HEADER, FLEET.token());
    }

    private static int status(String request) throws IOException {
        try (var client = RawClient.sends(FUNCTION, request)) {
            return client.status();
        }
    }
}
