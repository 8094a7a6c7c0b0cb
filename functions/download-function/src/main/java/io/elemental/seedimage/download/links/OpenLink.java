package io.elemental.seedimage.download.links;

import io.elemental.seedimage.format.OverlayDocument;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.registration.token.CheckToken;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import io.elemental.seedimage.rules.download.DecideLinked;
import io.elemental.seedimage.rules.download.DownloadDecision;
import io.elemental.seedimage.rules.download.DownloadDecision.Refused;
import io.elemental.seedimage.rules.download.ImageRequest.Form;
import io.elemental.seedimage.rules.download.Refusal;
import io.elemental.seedimage.rules.download.RequestConditions;
import io.elemental.seedimage.rules.links.ImageLink;
import io.elemental.seedimage.rules.links.LinkKeys;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds what a link opens. The store is asked only for a link that somebody with a key made: overlay, registration,
 * index and entry, in this order.
 */
public final class OpenLink {

    private final Optional<LinkKeys> keys;
    private final CheckToken check;
    private final Catalog catalog;
    private final StoredImages images;
    private final DecideLinked rules;
    private final InstantSource clock;

    /** @param keys empty: no link opens anything */
    public OpenLink(
            Optional<LinkKeys> keys,
            CheckToken check,
            Catalog catalog,
            StoredImages images,
            DecideLinked rules,
            InstantSource clock) {
        this.keys = keys;
        this.check = check;
        this.catalog = catalog;
        this.images = images;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * What a link leads to.
     *
     * @param registration whose image it is, if one is found
     */
    public record Opened(DownloadDecision decision, Optional<ResourceRef> registration) {}

    /**
     * Decides what a link gets.
     *
     * @param lastSegment of the path
     */
    public Opened open(String text, String lastSegment, Form form, RequestConditions conditions) {
        var link = keys.flatMap(known -> known.read(text, lastSegment));
        if (link.isEmpty()) {
            var forged =
                    new Refused(Refusal.LINK_REFUSED, "The link is not one that was made here, or it was changed.");
            return new Opened(forged, Optional.empty());
        }
        var now = clock.instant();
        if (!now.isBefore(link.get().expiresAt())) {
            return new Opened(DecideLinked.ended(), Optional.empty());
        }
        return images.overlay(link.get().identity())
                .map(overlay -> open(link.get(), overlay, form, conditions, now))
                .orElseGet(() -> new Opened(DecideLinked.ended(), Optional.empty()));
    }

    private Opened open(ImageLink link, OverlayDocument overlay, Form form, RequestConditions conditions, Instant now) {
        var ref = new ResourceRef(overlay.namespace(), overlay.registration());
        var registration = catalog.registration(ref).map(Versioned::value);
        var refused = check.opensNothing(registration, now);
        if (refused.isPresent()) {
            return new Opened(told(refused.get().reason(), refused.get().detail()), Optional.of(ref));
        }
        var decision = rules.decide(
                link,
                form,
                conditions,
                registration.orElseThrow(),
                entry(link, ref).orElse(null),
                retired(overlay),
                now);
        return new Opened(decision, Optional.of(ref));
    }

    private Optional<CatalogEntry> entry(ImageLink link, ResourceRef registration) {
        return catalog.index(registration)
                .flatMap(index -> index.value().named(link.uid()))
                .flatMap(name -> catalog.seedImage(registration, name))
                .map(Versioned::value);
    }

    /** What passes by itself is told as such: whoever reads an image for hours comes again. */
    private static Refused told(Refusal reason, String detail) {
        return switch (reason) {
            case REGISTRATION_NOT_READY, REGISTRATION_OUTDATED -> new Refused(reason, detail);
            default -> DecideLinked.ended();
        };
    }

    private static Ready retired(OverlayDocument overlay) {
        var type = ImageType.parse(overlay.type()).orElse(ImageType.ISO);
        var platform = Platform.parse(overlay.platform()).orElse(Platform.LINUX_AMD64);
        return new Ready(
                new Variant(type, platform),
                overlay.fileName(),
                overlay.identity(),
                overlay.size(),
                overlay.sha256(),
                overlay.build(),
                false);
    }
}
