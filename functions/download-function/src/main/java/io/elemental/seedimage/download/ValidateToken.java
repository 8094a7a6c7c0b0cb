package io.elemental.seedimage.download;

import io.elemental.seedimage.registration.token.CheckToken;
import io.elemental.seedimage.registration.token.ShownToken;
import io.elemental.seedimage.registration.token.TokenCheck;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.InstantSource;
import java.util.Optional;

/** Checks a request's token in two steps: by itself, then against what the catalog holds of its registration. */
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
        var now = clock.instant();
        var check = switch (ShownToken.of(request.authorization())) {
            case TokenCheck.Refused refused -> refused;
            case ShownToken.Token token -> checkToken.check(token, registration(request), now);
        };
        return new CheckedRequest(request, check);
    }

    private Optional<RegistrationEntry> registration(DownloadRequest request) {
        return catalog.registration(request.registration()).map(Versioned::value);
    }
}
