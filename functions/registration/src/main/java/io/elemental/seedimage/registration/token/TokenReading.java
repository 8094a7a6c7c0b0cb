package io.elemental.seedimage.registration.token;

import static io.elemental.seedimage.rules.download.Refusal.TOKEN_UNSUPPORTED;

import io.elemental.seedimage.registration.token.ShownToken.Read;
import io.elemental.seedimage.registration.token.ShownToken.Unreadable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Takes a token apart; whether to believe it is another matter. */
final class TokenReading {

    /** Longest token, in characters. */
    private static final int LIMIT = 8192;

    private static final int SIGNATURE_LENGTH = 64;

    private TokenReading() {}

    static ShownToken of(String token) {
        if (token.length() > LIMIT) {
            return new Unreadable("The token is longer than %s bytes.".formatted(LIMIT));
        }
        var segments = token.split("\\.", -1);
        if (segments.length != 3) {
            return new Unreadable("The token does not have three segments.");
        }
        var header = json(segments[0]);
        if (header.isEmpty()) {
            return new Unreadable("The token's header is not base64url of a JSON object.");
        }
        return "EdDSA".equals(header.get().get("alg"))
                ? read(token, header.get(), segments[1], segments[2])
                : new TokenCheck.Refused(
                        TOKEN_UNSUPPORTED, "The token is not signed with EdDSA, as registration tokens are.");
    }

    private static ShownToken read(
            String token, Map<String, @Nullable Object> header, String payload, String signature) {
        if (header.containsKey("crit") || header.containsKey("b64")) {
            return new Unreadable("The token's header asks for extensions; registration tokens use none.");
        }
        if (Base64Url.decode(signature)
                .filter(bytes -> bytes.length == SIGNATURE_LENGTH)
                .isEmpty()) {
            return new Unreadable("The token's signature is not base64url of %s bytes.".formatted(SIGNATURE_LENGTH));
        }
        var claims = json(payload);
        if (claims.isEmpty()) {
            return new Unreadable("The token's claims are not base64url of a JSON object.");
        }
        return TokenClaims.of(claims.get())
                .<ShownToken>map(valid -> new Read(token, valid))
                .orElseGet(() -> new Unreadable("A claim of the token is not of its type."));
    }

    /** The object in a segment; empty also where one of its names stands there twice. */
    private static Optional<Map<String, @Nullable Object>> json(String segment) {
        var bytes = Base64Url.decode(segment);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.get()));
            return Optional.of(JsonUtil.parseJson(text.toString()));
        } catch (CharacterCodingException | JoseException _) {
            return Optional.empty();
        }
    }
}
