package io.elemental.seedimage.download;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What somebody makes of a good token without having its key. Texts are as they go over the wire, a byte a letter. */
final class TokensWithoutKey {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** How many keys the curve has: a signature whose second half is larger by this would be another spelling of it. */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final PrivateKey CURVE_P256 = key();

    private final Tokens tokens;
    private final Tokens own = Tokens.withNewKey();
    private final String uri;
    private final Random random;

    TokensWithoutKey(Tokens tokens, String uri, Random random) {
        this.tokens = tokens;
        this.uri = uri;
        this.random = random;
    }

    Map<String, Supplier<String>> kinds() {
        var kinds = new LinkedHashMap<String, Supplier<String>>();
        for (var part = 0; part < 3; part++) {
            var index = part;
            kinds.put("a bit of part %s".formatted(index), () -> bitFlipped(index));
            kinds.put("padding of part %s".formatted(index), () -> with(index, parts().get(index) + oneOf("=", "==")));
            kinds.put("last bits of part %s".formatted(index), () -> with(index, otherLastBits(parts().get(index))));
            kinds.put("no part %s".formatted(index), () -> with(index, ""));
        }
        kinds.put("a letter", () -> lettersReplaced(1));
        kinds.put("some letters", () -> lettersReplaced(2 + random.nextInt(20)));
        kinds.put("cut", () -> good().substring(0, random.nextInt(good().length())));
        kinds.put("longer", () -> good() + letters(1 + random.nextInt(100)));
        kinds.put("far too long", () -> good() + letters(9_000 + random.nextInt(9_000)));
        kinds.put("white space", () -> inserted(oneOf(" ", "\t", "  ", "%20", "+", "\u00a0")));
        kinds.put("a control character", () -> inserted(oneOf("\0", "\u0001", "\u007f", "\b", "\f", "\u001b")));
        kinds.put("another alphabet", () -> inserted(oneOf("+", "/", "*", "!", "~", ",", ";", ":", "\"", "'", "\\")));
        kinds.put("a look-alike", this::lookAlike);
        kinds.put("parts in another order", this::shuffled);
        kinds.put("parts again", () -> good() + "." + parts().get(random.nextInt(3)));
        kinds.put(
                "wrapped",
                () -> oneOf("\"%s\"", "'%s'", "<%s>", "Bearer %s", "%s, %1$s", "%s,", "[%s]", ".%s")
                        .formatted(good()));
        kinds.put("another spelling of the signature", () -> with(2, Tokens.encoded(plusOrder())));
        kinds.put("a signature of points", () -> with(2, Tokens.encoded(ofPoints())));
        kinds.put(
                "a signature of others",
                () -> with(2, own.issue(uri, null, null).split("\\.", -1)[2]));
        kinds.put("alg none", () -> unsigned(oneOf("none", "None", "NONE", "nOnE", "", "null")));
        kinds.put("the public key as secret", this::keyedHash);
        kinds.put("another curve", () -> es256(oneOf("ES256", "ES384", "EdDSA", "ES256K")));
        kinds.put("a key brought along", () -> own.sign(bringingKey(), claims()));
        kinds.put("a key elsewhere", () -> own.sign(pointingToKey(), claims()));
        kinds.put("another header", () -> with(0, encoded(otherHeader())));
        kinds.put("nested", () -> own.sign("{\"alg\":\"EdDSA\",\"cty\":\"JWT\"}", "\"" + good() + "\""));
        kinds.put(
                "encrypted",
                () -> encoded("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + ".." + letters(16) + "." + letters(200) + "."
                        + letters(22));
        kinds.put(
                "as JSON",
                () -> "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}".formatted(parts().toArray()));
        kinds.put("deep", () -> own.sign("{\"alg\":\"EdDSA\"}", nested()));
        kinds.put("a deep header", () -> own.sign("{\"alg\":\"EdDSA\",\"x\":" + nested() + "}", claims()));
        return kinds;
    }

    private String good() {
        return tokens.issue(uri, null, null);
    }

    private List<String> parts() {
        return List.of(good().split("\\."));
    }

    private String with(int index, String part) {
        var parts = good().split("\\.");
        parts[index] = part;
        return String.join(".", parts);
    }

    private String bitFlipped(int index) {
        var bytes = Base64.getUrlDecoder().decode(parts().get(index));
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return with(index, Tokens.encoded(bytes));
    }

    /** The same bytes for a lenient decoder, or one letter more where none are left over. */
    private static String otherLastBits(String part) {
        var last = ALPHABET.indexOf(part.charAt(part.length() - 1));
        return part.length() % 4 == 0
                ? part + "A"
                : part.substring(0, part.length() - 1) + ALPHABET.charAt((last & 0x30) | ((last + 1) & 0xf));
    }

    private String lettersReplaced(int count) {
        var token = new StringBuilder(good());
        for (var i = 0; i < count; i++) {
            var at = random.nextInt(token.length());
            var other = ALPHABET.charAt(random.nextInt(64));
            token.setCharAt(at, other == token.charAt(at) ? '.' : other);
        }
        return token.toString().equals(good()) ? token + "." : token.toString();
    }

    private String inserted(String what) {
        var at = 1 + random.nextInt(good().length() - 1);
        return good().substring(0, at) + what + good().substring(at);
    }

    private String lookAlike() {
        var other = new String(
                oneOf("\u0430", "\u0435", "\u0131", "\uff21", "\u200b", "\ufeff")
                        .getBytes(UTF_8),
                ISO_8859_1);
        var at = random.nextInt(good().length());
        return good().substring(0, at) + other + good().substring(at + random.nextInt(2));
    }

    private String shuffled() {
        var parts = parts();
        return parts.get(1 + random.nextInt(2)) + "." + parts.get(random.nextInt(3)) + "."
                + parts.get(random.nextInt(3));
    }

    private byte[] plusOrder() {
        var signature = Base64.getUrlDecoder().decode(parts().get(2));
        var half = new byte[32];
        for (var i = 0; i < 32; i++) {
            half[i] = signature[63 - i];
        }
        var times = BigInteger.valueOf(1L + random.nextInt(14));
        var larger = new BigInteger(1, half).add(ORDER.multiply(times)).mod(BigInteger.TWO.pow(256));
        for (var i = 0; i < 32; i++) {
            signature[32 + i] = larger.shiftRight(8 * i).byteValue();
        }
        return signature;
    }

    private byte[] ofPoints() {
        var signature = new byte[64];
        Arrays.fill(signature, 0, 32, (byte) random.nextInt(-1, 1));
        signature[0] = (byte) random.nextInt(-20, 3);
        signature[31] |= (byte) (random.nextInt(2) << 7);
        signature[32] = (byte) random.nextInt(3);
        return signature;
    }

    private String unsigned(String algorithm) {
        var signed = encoded("{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm)) + "." + encoded(claims()) + ".";
        return signed + oneOf("", parts().get(2), "AA");
    }

    private String keyedHash() {
        var size = oneOf("256", "384", "512");
        var signed = encoded("{\"alg\":\"HS%s\",\"typ\":\"JWT\"}".formatted(size)) + "." + encoded(claims());
        var pem = tokens.publicKeyPem();
        var der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
        var secret = List.of(pem.getBytes(UTF_8), pem.strip().getBytes(UTF_8), der, tokens.publicKey())
                .get(random.nextInt(4));
        try {
            var mac = Mac.getInstance("HmacSHA" + size);
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return signed + "." + Tokens.encoded(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String es256(String algorithm) {
        var signed = encoded("{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm)) + "." + encoded(claims());
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(CURVE_P256);
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + Tokens.encoded(Arrays.copyOf(signature.sign(), 64));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static PrivateKey key() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String bringingKey() {
        var key = Tokens.encoded(own.publicKey());
        return "{\"alg\":\"EdDSA\",\"%s\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}}"
                .formatted(oneOf("jwk", "JWK", "epk", "cnf"), key);
    }

    private String pointingToKey() {
        return "{\"alg\":\"EdDSA\",\"%s\":\"%s\"}"
                .formatted(
                        oneOf("kid", "jku", "x5u", "x5c", "x5t", "x5t#S256"),
                        oneOf("http://127.0.0.1:1/", "file:///etc/passwd", "../../dev/null", "' OR 1=1 --", "${x}"));
    }

    private String otherHeader() {
        return oneOf(
                "{\"alg\":\"EdDSA\",\"typ\":\"%s\"}".formatted(oneOf("JWE", "at+jwt", "jwt", "JOSE", "")),
                "{\"alg\":\"EdDSA\",\"%s\":%s}".formatted(letters(5), random.nextLong()),
                "{\"alg\":\"EdDSA\",\"zip\":\"DEF\",\"typ\":\"JWT\"}",
                "{\"alg\":\"EdDSA\" ,\"typ\":\"JWT\"}");
    }

    private String nested() {
        var depth = 1 + random.nextInt(1_500);
        return random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth / 3) + "1" + "}".repeat(depth / 3);
    }

    private String claims() {
        return "{\"sub\":\"%1$s\",\"aud\":[\"%1$s\"]}".formatted(uri);
    }

    private String letters(int count) {
        var letters = new StringBuilder();
        for (var i = 0; i < count; i++) {
            letters.append(ALPHABET.charAt(random.nextInt(64)));
        }
        return letters.toString();
    }

    private static String encoded(String text) {
        return Tokens.encoded(text.getBytes(UTF_8));
    }

    private String oneOf(String... words) {
        return words[random.nextInt(words.length)];
    }
}
