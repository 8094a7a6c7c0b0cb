package io.elemental.seedimage.rules.download;

import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import io.elemental.seedimage.rules.links.ImageLink;
import java.time.Duration;
import java.time.Instant;

/** The answer to a wish to download an image. */
public sealed interface DownloadDecision {

    /** To a presigned URL of the composed image. */
    record Redirect(Ready image, Duration linkValidFor) implements DownloadDecision {}

    /** A URL that opens the image without the token, told rather than redirected to. */
    record Ticket(Ready image, TicketLink link) implements DownloadDecision {}

    /** What URL a ticket tells. */
    sealed interface TicketLink {

        /** A presigned URL of the composed image. */
        record Presigned(Duration validFor, Instant expiresAt) implements TicketLink {}

        /**
         * A link of ours.
         *
         * @param name the last segment of its path
         */
        record Ours(ImageLink link, String name) implements TicketLink {

            @Override
            public Instant expiresAt() {
                return link.expiresAt();
            }
        }

        Instant expiresAt();
    }

    /** All bytes, by ourselves. */
    record Whole(Ready image) implements DownloadDecision {}

    /** Some of the bytes, by ourselves; inside the image, length at least 1. */
    record Part(Ready image, long offset, long length) implements DownloadDecision {}

    /** What {@link Whole} would say of the bytes, without them. */
    record Headers(Ready image) implements DownloadDecision {}

    record Checksum(String sha256, String fileName) implements DownloadDecision {}

    /** The client has these bytes already. */
    record NotModified(Ready image) implements DownloadDecision {}

    /** The range lies outside the image. */
    record OutOfRange(Ready image) implements DownloadDecision {}

    /** No image; the detail is one sentence for the client's user. */
    record Refused(Refusal reason, String detail) implements DownloadDecision {}
}
