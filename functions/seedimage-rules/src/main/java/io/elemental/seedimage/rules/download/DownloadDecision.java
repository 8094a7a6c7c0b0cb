package io.elemental.seedimage.rules.download;

import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import java.time.Duration;
import java.time.Instant;

/** The answer to a wish to download an image. */
public sealed interface DownloadDecision {

    /** To a presigned URL of the composed image. */
    record Redirect(Ready image, Duration linkValidFor) implements DownloadDecision {}

    /** A presigned URL of the composed image, told rather than redirected to. */
    record Ticket(Ready image, Duration linkValidFor, Instant linkExpiresAt) implements DownloadDecision {}

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
