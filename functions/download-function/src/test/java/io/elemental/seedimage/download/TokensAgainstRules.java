package io.elemental.seedimage.download;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_32;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Tokens with a good signature of the right key that say what no token may, or not for whom or not now. */
final class TokensAgainstRules {

    private static final String HEADER = "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}";

    private final Tokens tokens;
    private final String uri;
    private final long now;
    private final Random random;

    TokensAgainstRules(Tokens tokens, String uri, Instant now, Random random) {
        this.tokens = tokens;
        this.uri = uri;
        this.now = now.getEpochSecond();
        this.random = random;
    }

    Map<String, Supplier<String>> kinds() {
        var kinds = new LinkedHashMap<String, Supplier<String>>();
        kinds.put("alg by another name", () -> withHeader("{\"alg\":%s}".formatted(otherAlgorithm())));
        kinds.put(
                "no alg",
                () -> withHeader(oneOf("{}", "{\"typ\":\"JWT\"}", "{\"ALG\":\"EdDSA\"}", "{\"alg \":\"EdDSA\"}")));
        kinds.put(
                "crit",
                () -> withHeader("{\"alg\":\"EdDSA\",\"crit\":%s}"
                        .formatted(oneOf(
                                "[]", "null", "[\"exp\"]", "[\"b64\"]", "\"b64\"", "{}", "[1]", "[\"\"]", "true"))));
        kinds.put(
                "b64",
                () -> withHeader("{\"alg\":\"EdDSA\",\"b64\":%s}"
                        .formatted(oneOf("false", "true", "null", "\"false\"", "0", "[]"))));
        kinds.put("a field of the header twice", () -> withHeader(twice("alg", "EdDSA", "none", "HS256", "EdDSA")));
        kinds.put("a claim twice", this::claimTwice);
        kinds.put("over", () -> claiming("exp", String.valueOf(now - random.nextLong(now * 2))));
        kinds.put("over this second", () -> claiming("exp", String.valueOf(now)));
        kinds.put("long over", () -> claiming("exp", oneOf("0", "-0", "-1", "-9223372036854775808")));
        kinds.put("not yet", () -> claiming("nbf", String.valueOf(now + 1 + random.nextLong(1L << 40))));
        kinds.put("never yet", () -> claiming("nbf", String.valueOf(Long.MAX_VALUE - random.nextInt(1000))));
        kinds.put("no number", () -> claiming(oneOf("exp", "nbf", "iat"), noWholeNumber()));
        kinds.put("another sub", () -> forUris(otherUri(), uri));
        kinds.put("another aud", () -> forUris(uri, otherUri()));
        kinds.put(
                "an aud that is none",
                () -> tokens.sign(HEADER, "{\"sub\":\"%s\",\"aud\":%s}".formatted(uri, noAudience())));
        kinds.put(
                "a sub that is none",
                () -> tokens.sign(HEADER, "{\"sub\":%s,\"aud\":[\"%s\"]}".formatted(noText(), uri)));
        kinds.put(
                "claims that are no object",
                () -> tokens.sign(HEADER, oneOf("", "[]", "null", "1", "\"a\"", "{", "}", "{}")));
        kinds.put(
                "a header that is no object",
                () -> withHeader(oneOf("", "[]", "null", "1", "\"EdDSA\"", "{", "[" + HEADER + "]")));
        kinds.put("more behind", () -> tokens.sign(HEADER, claims() + oneOf("{}", "x", "]", "\0", claims())));
        kinds.put(
                "deep and open",
                () -> tokens.sign(HEADER, "{\"a\":" + oneOf("[", "{\"a\":").repeat(1 + random.nextInt(1_000))));
        kinds.put(
                "another encoding",
                () -> tokens.sign(HEADER.getBytes(UTF_8), claims().getBytes(random.nextBoolean() ? UTF_16 : UTF_32)));
        kinds.put(
                "another encoding of the header",
                () -> tokens.sign(HEADER.getBytes(UTF_16LE), claims().getBytes(UTF_8)));
        kinds.put("bad UTF-8", () -> tokens.sign(HEADER.getBytes(UTF_8), badUtf8()));
        return kinds;
    }

    private String otherAlgorithm() {
        return oneOf(
                "\"EdDsa\"",
                "\"eddsa\"",
                "\"EDDSA\"",
                "\"EdDSA \"",
                "\" EdDSA\"",
                "\"EdDSA\\u0000\"",
                "\"EdD\\u0405A\"",
                "\"\\uff25dDSA\"",
                "\"Ed25519\"",
                "\"Ed448\"",
                "\"none\"",
                "\"HS256\"",
                "\"ES256\"",
                "\"RS256\"",
                "\"\"",
                "null",
                "true",
                "1",
                "[\"EdDSA\"]",
                "{\"EdDSA\":1}");
    }

    /** A name twice, once perhaps with an escape in it: parsers take the first, the last, or both. */
    private String twice(String name, String good, String... others) {
        var escaped = "\\u%s%s".formatted(HexFormat.of().toHexDigits(name.charAt(0)), name.substring(1));
        var other = oneOf(others);
        var first = random.nextBoolean();
        return "{\"%s\":\"%s\",\"%s\":\"%s\"}"
                .formatted(name, first ? good : other, random.nextBoolean() ? name : escaped, first ? other : good);
    }

    private String claimTwice() {
        var pair = switch (random.nextInt(3)) {
            case 0 -> twice("sub", uri, uri, "other");
            case 1 -> twice("aud", uri, uri, "other");
            default -> "{\"exp\":%s,\"exp\":%s}".formatted(now + 100, now - random.nextInt(2) * 200L);
        };
        return tokens.sign(HEADER, claims().replace("}", ",") + pair.substring(1));
    }

    private String noWholeNumber() {
        return oneOf(
                "1e400",
                "-1e400",
                "1e12",
                "1.5",
                "4102444800.0",
                "19000000000000000000",
                "-19000000000000000000",
                "9".repeat(1 + 20 + random.nextInt(3_000)),
                "\"4102444800\"",
                "null",
                "true",
                "[4102444800]",
                "{}",
                "\"\"",
                "0x7fffffff",
                "NaN",
                "Infinity",
                "+1",
                "4102444800e0",
                "\"never\"");
    }

    private String otherUri() {
        return oneOf(
                uri + "/",
                uri + "2",
                uri.toUpperCase(java.util.Locale.ROOT),
                uri.replace("rack", "other"),
                uri + "#",
                uri + "?",
                uri.replace("https", "http"),
                uri.replace("rack", "%72ack"),
                uri.replace("rack", "r\u0430ck"),
                uri + " ",
                uri.replace(".example", ".example."),
                uri.replace(".example", ".example:443"),
                "",
                "*",
                uri + "\\u0000",
                uri.substring(0, uri.length() - 1),
                uri.replace("/rack", "/x/../rack"),
                uri.replace("fleet", "other"));
    }

    private String noAudience() {
        return oneOf(
                "[]",
                "null",
                "1",
                "{}",
                "{\"%s\":1}".formatted(uri),
                "[1]",
                "[[\"%s\"]]".formatted(uri),
                "[\"%s\",null]".formatted(uri),
                "[\"%s\",1]".formatted(uri),
                "\"%s,%1$s\"".formatted(uri),
                "\"\"",
                "true");
    }

    private String noText() {
        return oneOf("null", "1", "[]", "{}", "true", "[\"%s\"]".formatted(uri), "{\"%s\":1}".formatted(uri));
    }

    private byte[] badUtf8() {
        var claims = claims().replace("}", ",\"jti\":\"??\"}").getBytes(UTF_8);
        var bad = new byte[][] {
            {(byte) 0xc0, (byte) 0xaf}, {(byte) 0xff, 'x'}, {(byte) 0xed, (byte) 0xa0}, {'x', (byte) 0x80}
        };
        var at = claims.length - 4;
        var chosen = bad[random.nextInt(bad.length)];
        var copy = Arrays.copyOf(claims, claims.length);
        System.arraycopy(chosen, 0, copy, at, 2);
        return copy;
    }

    private String withHeader(String header) {
        return tokens.sign(header, claims());
    }

    private String claiming(String name, String value) {
        return tokens.sign(HEADER, claims().replace("}", ",\"%s\":%s}".formatted(name, value)));
    }

    private String forUris(String sub, String aud) {
        return tokens.sign(HEADER, "{\"sub\":\"%s\",\"aud\":[\"%s\"]}".formatted(sub, aud));
    }

    private String claims() {
        return "{\"sub\":\"%1$s\",\"aud\":[\"%1$s\"]}".formatted(uri);
    }

    private String oneOf(String... words) {
        return words[random.nextInt(words.length)];
    }
}
