package io.elemental.seedimage.download;

import io.elemental.seedimage.registration.token.TokenCheck;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.download.DecideDownload;
import io.elemental.seedimage.rules.download.DownloadDecision;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.InstantSource;

/** Applies the rules of a download to what the catalog holds of the SeedImage. */
final class DecideFromCatalog {

    private final DecideDownload rules;
    private final Catalog catalog;
    private final InstantSource clock;

    DecideFromCatalog(DecideDownload rules, Catalog catalog, InstantSource clock) {
        this.rules = rules;
        this.catalog = catalog;
        this.clock = clock;
    }

    DownloadDecision decide(CheckedRequest checked) {
        var request = checked.request();
        return switch (checked.check()) {
            case TokenCheck.Refused(var reason, var detail) -> new DownloadDecision.Refused(reason, detail);
            case TokenCheck.Authorized(var registration) ->
                rules.decide(
                        request.image(),
                        registration,
                        catalog.seedImage(
                                        request.registration(),
                                        request.seedImage().name())
                                .map(Versioned::value)
                                .orElse(null),
                        clock.instant());
        };
    }
}
