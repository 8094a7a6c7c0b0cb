package io.elemental.seedimage.download;

import io.elemental.seedimage.registration.token.CheckToken;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.store.Versioned;
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
        return new CheckedRequest(
                request,
                checkToken.check(
                        request.authorization(),
                        () -> catalog.registration(request.registration()).map(Versioned::value),
                        clock.instant()));
    }
}
