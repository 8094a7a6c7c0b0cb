package io.elemental.seedimage.download.links;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import io.elemental.seedimage.rules.download.DownloadDecision.TicketLink;
import io.elemental.seedimage.rules.store.PresignedLinks;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Makes URLs that open an image. They are secrets: never logged. */
public final class LinkUrls {

    /** Where links of ours lie, from the root of the host. */
    public static final String PATH = "/elemental/v1/i/";

    private final PresignedLinks presigned;
    private final Optional<LinkSettings> ours;

    /** @param ours empty: none are decided on */
    public LinkUrls(PresignedLinks presigned, Optional<LinkSettings> ours) {
        this.presigned = presigned;
        this.ours = ours;
    }

    /** To the image in the store. */
    public URI presigned(Ready image, Duration validFor) {
        return presigned.get(
                StoreKeys.composedImage(image.identity()),
                image.fileName(),
                image.type().mediaType(),
                validFor);
    }

    public URI of(Ready image, TicketLink link) {
        return switch (link) {
            case TicketLink.Presigned(var validFor, var _) -> presigned(image, validFor);
            case TicketLink.Ours(var content, var name) -> {
                var settings = ours.orElseThrow();
                var root = settings.publicUrl().toString().replaceFirst("/+$", "");
                yield URI.create(root + PATH + settings.keys().write(content, name) + "/" + name);
            }
        };
    }
}
