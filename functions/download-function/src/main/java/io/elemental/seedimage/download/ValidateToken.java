package io.elemental.seedimage.download;

import io.elemental.seedimage.download.clients.RefusedTokens;
import io.elemental.seedimage.registration.token.CheckToken;
import io.elemental.seedimage.registration.token.ShownToken;
import io.elemental.seedimage.registration.token.TokenCheck;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.download.Refusal;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Checks a request's token in two steps: by itself, then against what the catalog holds of its registration. */
final class ValidateToken {

    private static final TokenCheck TOO_MANY = new TokenCheck.Refused(
            Refusal.TOO_MANY_REFUSALS, "Too many tokens of this client were refused; try again in a minute.");

    private final CheckToken checkToken;
    private final Catalog catalog;
    private final InstantSource clock;
    private final RefusedTokens refusedTokens;

    ValidateToken(CheckToken checkToken, RefusedTokens refusedTokens, Catalog catalog, InstantSource clock) {
        this.checkToken = checkToken;
        this.refusedTokens = refusedTokens;
        this.catalog = catalog;
        this.clock = clock;
    }

    CheckedRequest check(DownloadRequest request) {
        return new CheckedRequest(request, check(request.registration(), request.authorization(), request.client()));
    }

    /** Of refused tokens alone: one that opens the registration is never kept waiting. */
    private boolean isOneTooMany(TokenCheck check, ResourceRef registration, String client, Instant now) {
        return check instanceof TokenCheck.Refused(var reason, var _)
                && (reason == Refusal.TOKEN_REFUSED || reason == Refusal.TOKEN_UNSUPPORTED)
                && refusedTokens.tooMany(registration, client, now);
    }

    /**
     * Checks a token.
     *
     * @param authorization value of the header that carries the token; null where there is none
     * @param client who shows it
     */
    TokenCheck check(ResourceRef registration, @Nullable String authorization, String client) {
        var now = clock.instant();
        var check = switch (ShownToken.of(authorization)) {
            case TokenCheck.Refused refused -> refused;
            case ShownToken.Token token ->
                checkToken.check(token, catalog.registration(registration).map(Versioned::value), now);
        };
        return isOneTooMany(check, registration, client, now) ? TOO_MANY : check;
    }
}
