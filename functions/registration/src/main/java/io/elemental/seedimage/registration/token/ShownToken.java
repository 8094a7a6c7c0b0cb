package io.elemental.seedimage.registration.token;

import static io.elemental.seedimage.rules.download.Refusal.TOKEN_MISSING;

import org.jspecify.annotations.Nullable;

/** What a request shows, before anybody looks at the registration. */
public sealed interface ShownToken permits ShownToken.Token, TokenCheck.Refused {

    String PREFIX = "Bearer ";

    /**
     * A token that {@link CheckToken} holds against the registration. That includes an unreadable one: a request for a
     * registration that does not exist learns that first.
     */
    sealed interface Token extends ShownToken {}

    record Read(String text, TokenClaims claims) implements Token {

        /** Without the token. */
        @Override
        public String toString() {
            return "Read";
        }
    }

    /** The detail is one sentence without anything of the token. */
    record Unreadable(String detail) implements Token {}

    /**
     * Reads the header; refuses a request without a token, and a token that is not signed as registration tokens are.
     *
     * @param header the value of {@code Registration-Authorization}; null where the request has none
     */
    static ShownToken of(@Nullable String header) {
        if (header == null) {
            return new TokenCheck.Refused(TOKEN_MISSING, "The request has no Registration-Authorization header.");
        }
        return header.startsWith(PREFIX)
                ? TokenReading.of(header.substring(PREFIX.length()))
                : new TokenCheck.Refused(
                        TOKEN_MISSING, "The Registration-Authorization header is not of the form 'Bearer <token>'.");
    }
}
