package io.elemental.seedimage.download;

import io.elemental.seedimage.registration.token.CheckToken;
import io.elemental.seedimage.registration.token.ShownToken;
import io.elemental.seedimage.registration.token.TokenCheck;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

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
        return new CheckedRequest(request, check(request.registration(), request.authorization()));
    }

    /** @param authorization value of the header that carries the token; null where there is none */
    TokenCheck check(ResourceRef registration, @Nullable String authorization) {
        var now = clock.instant();
        return switch (ShownToken.of(authorization)) {
            case TokenCheck.Refused refused -> refused;
            case ShownToken.Token token ->
                checkToken.check(token, catalog.registration(registration).map(Versioned::value), now);
        };
    }
}
