package io.elemental.seedimage.registration;

import static io.elemental.seedimage.registration.TokenExamples.HEADER;
import static io.elemental.seedimage.registration.TokenExamples.claiming;
import static io.elemental.seedimage.registration.TokenExamples.good;
import static io.elemental.seedimage.registration.TokenExamples.payload;
import static io.elemental.seedimage.registration.TokenExamples.segments;
import static io.elemental.seedimage.registration.TokenExamples.signed;
import static io.elemental.seedimage.registration.TokenExamples.withHeader;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.elemental.seedimage.registration.token.Base64Url;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tokens that open nothing, each for one fault. */
final class ForgedTokens {

    private ForgedTokens() {}

    static Stream<Arguments> all() {
        return Stream.of(shapes(), base64url(), headers(), claims()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> shapes() {
        var header = segments(good()).get(0);
        var claims = segments(good()).get(1);
        var signature = segments(good()).get(2);
        return Stream.of(
                arguments("nothing", ""),
                arguments("only dots", ".."),
                arguments("two segments", header + "." + claims),
                arguments("the token twice", good() + "." + good()),
                arguments("the signature twice", good() + "." + signature),
                arguments("the header twice", header + "." + good()),
                arguments("the header as claims", header + "." + header + "." + signature),
                arguments("an empty signature", header + "." + claims + "."),
                arguments(
                        "the signature of others",
                        header + "." + claims + "." + segments(Rfc8037.TOKEN).get(2)),
                arguments("just too long", claiming("\"jti\":\"%s\"".formatted("x".repeat(6000)))),
                arguments("a megabyte", claiming("\"jti\":\"%s\"".formatted("x".repeat(1_000_000)))),
                arguments("a megabyte of dots", ".".repeat(1_000_000)),
                arguments("a megabyte after the token", good() + "A".repeat(1_000_000)));
    }

    private static Stream<Arguments> base64url() {
        var header = segments(good()).get(0);
        var claims = segments(good()).get(1);
        var signature = segments(good()).get(2);
        return Stream.of(
                arguments("padding", good() + "=="),
                arguments("padding of claims", header + "." + claims + "=." + signature),
                arguments("stray last bits", otherLastBits(good())),
                arguments(
                        "the letters of base64",
                        header + "." + claims + "."
                                + signature.replace('_', '/').replace('-', '+') + "+/"),
                arguments("a space", header + "." + claims + "." + signature + " "),
                arguments("a line break", header + ".\n" + claims + "." + signature),
                arguments("a letter beyond ASCII", header + "." + claims + "\u0131." + signature),
                arguments("one letter too many", header + "." + claims + "." + signature + "A"),
                arguments(
                        "bad UTF-8",
                        header + "." + Base64Url.encode(new byte[] {'{', '"', (byte) 0xff, '"', '}'}) + "."
                                + signature));
    }

    private static Stream<Arguments> headers() {
        return Stream.of(
                arguments("crit", withHeader("{\"alg\":\"EdDSA\",\"crit\":[\"exp\"],\"exp\":1}")),
                arguments("crit of b64", withHeader("{\"alg\":\"EdDSA\",\"b64\":true,\"crit\":[\"b64\"]}")),
                arguments("b64", withHeader("{\"alg\":\"EdDSA\",\"b64\":false}")),
                arguments("alg twice", withHeader("{\"alg\":\"none\",\"alg\":\"EdDSA\"}")),
                arguments("a list", withHeader("[\"EdDSA\"]")),
                arguments("no JSON", withHeader("EdDSA")),
                arguments("half of it", withHeader("{\"alg\":\"EdDSA\"")),
                arguments("more behind", withHeader(HEADER + HEADER)),
                arguments("deep", withHeader("[".repeat(3000))));
    }

    private static Stream<Arguments> claims() {
        var wrong = Stream.of(
                        "\"1900000000\"", "true", "null", "[1900000000]", "{}", "19000000000000000000", "1e9999", "1.5")
                .flatMap(value -> Stream.of("exp", "nbf", "iat")
                        .map(name -> arguments(name + " " + value, claiming("\"%s\":%s".formatted(name, value)))));
        var others = Stream.of(
                arguments("sub of another type", signed("{\"sub\":1}")),
                arguments("sub null", signed("{\"sub\":null}")),
                arguments("sub a list", signed("{\"sub\":[\"a\"]}")),
                arguments("aud of another type", signed("{\"aud\":1}")),
                arguments("aud null", signed("{\"aud\":null}")),
                arguments("aud an object", signed("{\"aud\":{\"a\":\"b\"}}")),
                arguments("aud with a number", signed("{\"aud\":[\"a\",1]}")),
                arguments("aud with null", signed("{\"aud\":[null]}")),
                arguments("iss of another type", signed("{\"iss\":1}")),
                arguments("exp twice", signed("{\"exp\":1,\"exp\":1900000000}")),
                arguments("sub twice", signed("{\"sub\":\"a\",\"sub\":\"a\"}")),
                arguments("a list", signed("[]")),
                arguments("nothing", signed("")),
                arguments("null", signed("null")),
                arguments("more behind", signed(payload() + "{}")),
                arguments("deep", signed("{\"a\":" + "[".repeat(3000))));
        return Stream.concat(wrong, others);
    }

    /** The same bytes for a lenient decoder: 64 bytes leave four bits of the last letter without a meaning. */
    private static String otherLastBits(String token) {
        var last = token.charAt(token.length() - 1);
        return token.substring(0, token.length() - 1) + (char) (last + 1);
    }
}
