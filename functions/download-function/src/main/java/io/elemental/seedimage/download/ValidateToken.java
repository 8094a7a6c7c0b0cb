package io.elemental.seedimage.download;

import io.elemental.seedimage.registration.CheckToken;
import io.elemental.seedimage.registration.TokenCheck;
import io.elemental.seedimage.rules.Catalog;
import io.elemental.seedimage.rules.Refusal;
import io.elemental.seedimage.rules.Versioned;
import java.time.InstantSource;

/** Checks a request's token against what the catalog holds of its registration. */
final class ValidateToken {

    private final CheckToken checkToken;
    private final Catalog catalog;
    private final InstantSource clock;

    ValidateToken(CheckToken checkToken, Catalog catalog, InstantSource clock) {
        this.checkToken = checkToken;
        this.catalog = catalog;
        this.clock = clock;
    }

    CheckedRequest check(DownloadRequest request) {
        return new CheckedRequest(request, tokenCheck(request));
    }

    /** What is refused whatever the registration costs no look at the catalog, which anybody could cause. */
    private TokenCheck tokenCheck(DownloadRequest request) {
        var now = clock.instant();
        var unknown = checkToken.check(request.authorization(), null, now);
        if (unknown instanceof TokenCheck.Refused(var reason, var _) && reason != Refusal.REGISTRATION_UNKNOWN) {
            return unknown;
        }
        return catalog.registration(request.registration())
                .map(Versioned::value)
                .map(registration -> checkToken.check(request.authorization(), registration, now))
                .orElse(unknown);
    }
}
