package io.elemental.seedimage.download;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

/** Makes requests as scanners, broken proxies and attackers write them: heads alone, each whole and ended. */
final class OddRequests {

    private static final String[] ODD_BYTES = {
        "%2F",
        "%2f",
        "%5C",
        "%2e",
        "%2E%2e",
        "%252F",
        "%00",
        "\0",
        "%c0%af",
        "%e0%80%af",
        "%f0%80%80%af",
        "%c1%1c",
        "%ff",
        "\u00c0\u00af",
        "\u00ff",
        "%u002f",
        "%",
        "%2",
        "%zz",
        "..",
        ".",
        "...",
        "..;",
        ";",
        ";jsessionid=1",
        ";a=b",
        "//",
        "\\",
        "~",
        "*",
        "'",
        "\"",
        "<",
        ">",
        "|",
        "`",
        "{",
        "}",
        "[",
        "]",
        "^",
        "@",
        ":",
        "&",
        "=",
        "+",
        "$",
        "!",
        "(",
        ")",
        ",",
        "#",
        "?",
        "%0d%0a",
        "%0d%0aX-Injected:%201",
        "%20",
        " ",
        "\t",
        "\u000b",
        "\u007f",
        "%7f",
        "%E2%80%AE",
        "%EF%BC%8F",
        "/./",
        "/../",
        "/..;/",
        "/%2e%2e/",
        "${jndi:ldap://127.0.0.1/x}",
        "%24%7b7*7%7d"
    };

    private static final String[] METHODS = {
        "GET",
        "GET",
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PROPFIND",
        "BREW",
        "get",
        "GeT",
        "M-SEARCH",
        "PRI",
        "G\u00c9T",
        "GET\0",
        "X".repeat(200),
        "!#$%&'*+-.^_`|~"
    };

    private static final String[] VERSIONS = {
        "HTTP/1.1",
        "HTTP/1.1",
        "HTTP/1.1",
        "HTTP/1.1",
        "HTTP/1.0",
        "HTTP/1.2",
        "HTTP/2.0",
        "HTTP/0.9",
        "http/1.1",
        "HTTP/1",
        "HTTP/11",
        "HTTP/1.1 ",
        "HTTP / 1.1",
        "HTTP/-1.1",
        "HTTP/1.1\u00a0",
        "XTTP/1.1",
        "ICY/1.0"
    };

    private static final String[] NAMES = """
            Range If-Range If-Match If-None-Match If-Modified-Since If-Unmodified-Since Accept Accept-Encoding
            Host Connection Expect Upgrade TE Trailer Cookie Origin Referer User-Agent X-Forwarded-For
            X-Forwarded-Proto X-Forwarded-Host Forwarded X-Original-URL X-Rewrite-URL X-HTTP-Method-Override Via
            Authorization Proxy-Authorization Registration-Authorization Content-Type
            Content-Encoding Max-Forwards Keep-Alive HTTP2-Settings Access-Control-Request-Method Prefer
            Destination X""".split("\\s+");

    private static final String[] VALUES = {
        "",
        "*",
        "bytes=0-0",
        "bytes=0-1,5-9",
        "bytes=9999999999999999999999-",
        "bytes=-0",
        "bytes=--1",
        "bytes=0-,0-,0-",
        "bytes=\u0661-",
        "\"\"",
        "W/\"x\"",
        "\"x",
        "application/json",
        "application/json;q=9",
        "text/html;q=0.5, */*;q=0.1",
        "a/b/c",
        "*/*;q=",
        "gzip, br",
        "close",
        "keep-alive",
        "keep-alive, close",
        "upgrade",
        "h2c",
        "websocket",
        "100-continue",
        "trailers",
        "127.0.0.1",
        "\u00e9\u00ff",
        "\u0001",
        "a\0b",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "yesterday",
        "-1",
        "9".repeat(400),
        "a\tb",
        "%0d%0a",
        "Bearer x",
        "Bearer ",
        "null",
        "() { :;}; x",
        "<script>",
        "../../etc/passwd",
        "/elemental/v1/namespaces/fleet/registrations/other/seedimages/mine"
    };

    private final Random random;
    private final String own;
    private final String others;
    private final String token;

    /** @param own path of the image that the token opens */
    OddRequests(Random random, String own, String others, String token) {
        this.random = random;
        this.own = own;
        this.others = others;
        this.token = token;
    }

    /** A request whose end is where any server sees it: after the empty line. */
    String next(String id) {
        var lines = new StringBuilder(oneOf(METHODS) + " " + target() + " " + oneOf(VERSIONS) + "\r\n");
        if (random.nextInt(20) > 0) {
            lines.append("Host: ")
                    .append(random.nextInt(20) > 0 ? "localhost" : oneOf(VALUES))
                    .append("\r\n");
        }
        for (var more = random.nextInt(5); more > 0; more--) {
            lines.append(line());
        }
        lines.append("X-Request-Id: ").append(id).append("\r\n");
        if (random.nextInt(10) > 0) {
            lines.append("Registration-Authorization: Bearer ").append(token).append("\r\n");
        }
        return lines.append("Range: bytes=0-99\r\n\r\n").toString();
    }

    private String target() {
        var path = random.nextInt(4) > 0 ? own : others;
        return switch (random.nextInt(12)) {
            case 0 -> path;
            case 1 ->
                oneOf("http://localhost", "HTTP://other", "https://x:1@h", "ftp://h", "//h", "http:", "urn:x:") + path;
            case 2 -> path + "?" + query();
            case 3 -> path.substring(0, random.nextInt(path.length()));
            case 4 -> own + "/.." + others.substring(others.lastIndexOf('/'));
            case 5 ->
                own.replace("/rack/", "/rack" + oneOf(ODD_BYTES) + "/../other/").replace("/seed", "/mine");
            case 6 ->
                oneOf(
                        "*",
                        "/",
                        "",
                        "elemental",
                        "/healthz",
                        "/healthz/",
                        "/healthz;x",
                        "/error",
                        "/actuator",
                        "/WEB-INF/web.xml");
            case 7 -> escaped(path);
            case 8 -> "/" + random.nextInt(10) + "a/".repeat(random.nextInt(3_000));
            default -> with(path, oneOf(ODD_BYTES));
        };
    }

    private String query() {
        var query = oneOf("type", "arch", "delivery", "x", "token", "")
                + oneOf("=", "", "==", "=&=", "[]=")
                + oneOf(
                        "iso",
                        "raw",
                        "amd64",
                        "proxy",
                        "redirect",
                        "\u0000",
                        "%",
                        "%zz",
                        "%ff",
                        "a".repeat(5_000),
                        "..");
        return random.nextInt(3) == 0 ? with(query, oneOf(ODD_BYTES)) : query + "&" + query;
    }

    private String with(String text, String what) {
        var at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + what + text.substring(Math.min(text.length(), at + random.nextInt(3)));
    }

    private String escaped(String path) {
        var at = 1 + random.nextInt(path.length() - 1);
        return "%s%%%s%s"
                .formatted(
                        path.substring(0, at),
                        HexFormat.of().toHexDigits((byte) path.charAt(at)),
                        path.substring(at + 1));
    }

    private String line() {
        var name = oneOf(NAMES);
        var value = oneOf(VALUES);
        return switch (random.nextInt(14)) {
            case 0 -> name + ": " + value + "\r\n" + name + ": " + oneOf(VALUES) + "\r\n";
            case 1 -> name + " : " + value + "\r\n";
            case 2 -> name + ":" + value + "\n";
            case 3 -> name + ": " + value + "\r\n " + oneOf(VALUES) + "\r\n";
            case 4 -> oneOf(": x", "x", "\u0001: x", "a b: c", "\u00e9: x", "X: a\rb", " X: y", "(: )") + "\r\n";
            case 5 ->
                random.nextInt(20) > 0
                        ? ""
                        : "X-Large: " + "a".repeat(oneOf("x", "xx", "xxx").length() * 22_000) + "\r\n";
            case 6 -> random.nextInt(20) > 0 ? "" : "X: a\r\n".repeat(150);
            default -> name + ": " + value + "\r\n";
        };
    }

    private String oneOf(String... words) {
        return words[random.nextInt(words.length)];
    }

    /** The bytes of UTF-8, a letter each. */
    static String wire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
