package io.elemental.seedimage.rules.download;

import static io.elemental.seedimage.rules.download.Refusal.DELIVERY_NOT_ALLOWED;
import static io.elemental.seedimage.rules.download.Refusal.NOT_READY;
import static io.elemental.seedimage.rules.download.Refusal.NO_LINK;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.download.DownloadDecision.Refused;
import io.elemental.seedimage.rules.download.DownloadDecision.Ticket;
import io.elemental.seedimage.rules.download.DownloadDecision.TicketLink;
import io.elemental.seedimage.rules.links.ImageLink;
import io.elemental.seedimage.rules.links.LinkLives;
import io.elemental.seedimage.rules.links.LinkName;
import io.elemental.seedimage.rules.links.LinkUse;
import java.time.Instant;

/** Decides which URL a ticket tells: a link of ours, and without a key for such, a presigned one where that can be. */
final class DecideTicket {

    private static final String NO_KEY =
            " Set SEEDIMAGE_DOWNLOAD_LINK_KEY, or download the image with the registration token and without"
                    + " 'Accept: application/json'.";

    private final LinkRules links;

    DecideTicket(LinkRules links) {
        this.links = links;
    }

    DownloadDecision decide(
            Ready image, Delivery way, LinkUse use, CatalogEntry entry, RegistrationEntry registration, Instant now) {
        if (way == Delivery.REDIRECT && links.storeIsPublic() && !image.composed()) {
            return notComposed();
        }
        return links.ours()
                .map(lives -> ours(image, way, use, entry, registration, now, lives))
                .orElseGet(() -> presigned(image, way, use, entry, now));
    }

    private DownloadDecision ours(
            Ready image,
            Delivery way,
            LinkUse use,
            CatalogEntry entry,
            RegistrationEntry registration,
            Instant now,
            LinkLives lives) {
        if (way == Delivery.REDIRECT && !links.storeIsPublic()) {
            return new Refused(
                    DELIVERY_NOT_ALLOWED,
                    "Clients cannot reach the store of this installation, so it cannot redirect to it.");
        }
        var redirect = way == Delivery.REDIRECT
                || (way == Delivery.AUTO && use == LinkUse.BROWSER && links.storeIsPublic() && image.composed());
        var end = lives.end(use, now, entry.expiresAt());
        var link = ImageLink.to(image.identity(), entry, registration, use, redirect, end);
        return new Ticket(image, new TicketLink.Ours(link, LinkName.of(entry.name(), image.type())));
    }

    private DownloadDecision presigned(Ready image, Delivery way, LinkUse use, CatalogEntry entry, Instant now) {
        if (use != LinkUse.BROWSER) {
            return new Refused(NO_LINK, "This installation has no key for such links." + NO_KEY);
        }
        if (way == Delivery.PROXY) {
            return new Refused(
                    NO_LINK,
                    "The image is delivered by proxy, and this installation has no key for links to it." + NO_KEY);
        }
        if (!links.storeIsPublic()) {
            return new Refused(
                    NO_LINK,
                    "Clients cannot reach the store of this installation, which has no key for links of its own."
                            + NO_KEY);
        }
        var lifetime = links.lifetime(now, entry.expiresAt());
        return image.composed()
                ? new Ticket(image, new TicketLink.Presigned(lifetime, now.plus(lifetime)))
                : notComposed();
    }

    static Refused notComposed() {
        return new Refused(NOT_READY, "The image is being put together in the store, where clients are sent to.");
    }
}
