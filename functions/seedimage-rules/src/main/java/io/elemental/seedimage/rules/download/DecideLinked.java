package io.elemental.seedimage.rules.download;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.download.DownloadDecision.Refused;
import io.elemental.seedimage.rules.download.ImageRequest.Form;
import io.elemental.seedimage.rules.links.ImageLink;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides how a link is answered that somebody with a key for links made. */
public final class DecideLinked {

    private final DecideDelivery delivery;

    public DecideLinked(LinkRules links) {
        this.delivery = new DecideDelivery(links);
    }

    /** Why a link opens nothing any more; which of all that can end one it was, only its makers may know. */
    public static Refused ended() {
        return new Refused(Refusal.LINK_ENDED, "The time of the link is over, or it was revoked.");
    }

    /**
     * Decides from what the catalog holds.
     *
     * @param entry of the SeedImage that the index has for the link; null: there is none
     * @param retired the image as its overlay has it, for one that is not current any more
     */
    public DownloadDecision decide(
            ImageLink link,
            Form form,
            RequestConditions conditions,
            RegistrationEntry registration,
            @Nullable CatalogEntry entry,
            Ready retired,
            Instant now) {
        if (entry == null
                || entry.withdrawnAt() != null
                || isOver(link.expiresAt(), now)
                || (entry.expiresAt() != null && isOver(entry.expiresAt(), now))
                || !link.isOf(registration)
                || !link.isOf(entry)) {
            return ended();
        }
        var request = new ImageRequest(form, null, null, null, conditions);
        return image(link, entry, retired, now)
                .map(image -> delivery.decideLinked(
                        image.seenAt(now), link.redirect(), request, entry, link.expiresAt(), now))
                .orElseGet(DecideLinked::ended);
    }

    /** A link opens its own image and no newer one, as long as that is kept: who has read half of it reads on. */
    private static Optional<Ready> image(ImageLink link, CatalogEntry entry, Ready retired, Instant now) {
        return entry.variants().stream()
                .map(CatalogVariant::ready)
                .flatMap(Optional::stream)
                .filter(image -> image.identity().equals(link.identity()))
                .findFirst()
                .or(() -> entry.retiring().stream()
                        .filter(image -> image.identity().equals(link.identity()) && !isOver(image.until(), now))
                        .findFirst()
                        .map(_ -> retired.composed(entry.delivery() == Delivery.REDIRECT)));
    }

    private static boolean isOver(Instant end, Instant now) {
        return !now.isBefore(end);
    }
}
