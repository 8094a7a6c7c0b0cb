package io.elemental.seedimage.download;

import io.elemental.seedimage.download.clients.RefusedTokens;
import io.elemental.seedimage.registration.token.CheckToken;
import io.elemental.seedimage.registration.token.ShownToken;
import io.elemental.seedimage.registration.token.TokenCheck;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.download.Refusal;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

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
        var now = clock.instant();
        var check = switch (ShownToken.of(request.authorization())) {
            case TokenCheck.Refused refused -> refused;
            case ShownToken.Token token -> checkToken.check(token, registration(request), now);
        };
        return new CheckedRequest(request, isOneTooMany(check, request, now) ? TOO_MANY : check);
    }

    /** Of refused tokens alone: one that opens the registration is never kept waiting. */
    private boolean isOneTooMany(TokenCheck check, DownloadRequest request, Instant now) {
        return check instanceof TokenCheck.Refused(var reason, var _)
                && (reason == Refusal.TOKEN_REFUSED || reason == Refusal.TOKEN_UNSUPPORTED)
                && refusedTokens.tooMany(request.registration(), request.client(), now);
    }

    private Optional<RegistrationEntry> registration(DownloadRequest request) {
        return catalog.registration(request.registration()).map(Versioned::value);
    }
}
