package io.elemental.seedimage.rules.download;

import static io.elemental.seedimage.rules.download.Refusal.EXPIRED;
import static io.elemental.seedimage.rules.download.Refusal.FAILED;
import static io.elemental.seedimage.rules.download.Refusal.NOT_READY;
import static io.elemental.seedimage.rules.download.Refusal.REQUEST_INVALID;
import static io.elemental.seedimage.rules.download.Refusal.SEED_IMAGE_UNKNOWN;
import static io.elemental.seedimage.rules.download.Refusal.VARIANT_UNKNOWN;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.download.DownloadDecision.Checksum;
import io.elemental.seedimage.rules.download.DownloadDecision.Refused;
import io.elemental.seedimage.rules.download.ImageRequest.Form;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides how a wish for an image is answered once its token opened the registration. */
public final class DecideDownload {

    private final DecideDelivery delivery;

    public DecideDownload(LinkRules links) {
        this.delivery = new DecideDelivery(links);
    }

    /** Decides from what the catalog holds under that name; the entry is null where it holds nothing. */
    public DownloadDecision decide(
            ImageRequest request, RegistrationEntry registration, @Nullable CatalogEntry entry, Instant now) {
        if (entry == null || entry.withdrawnAt() != null) {
            return new Refused(SEED_IMAGE_UNKNOWN, "The registration has no such SeedImage.");
        }
        try {
            return decide(WantedImage.of(request), request, registration, entry, now);
        } catch (InvalidInputException e) {
            return new Refused(REQUEST_INVALID, Objects.requireNonNull(e.getMessage()));
        }
    }

    private DownloadDecision decide(
            WantedImage wanted, ImageRequest request, RegistrationEntry registration, CatalogEntry entry, Instant now) {
        if (entry.expiresAt() != null && !now.isBefore(entry.expiresAt())) {
            return expired();
        }
        if (!entry.registrationHash().equals(registration.hash())) {
            return new Refused(NOT_READY, "The registration changed; its images are being made anew.");
        }
        var variant = wanted.in(entry.variants());
        if (variant.isEmpty()) {
            return noVariant(entry);
        }
        return switch (variant.get()) {
            case CatalogVariant.Expired _ -> expired();
            case CatalogVariant.Failed failed -> new Refused(FAILED, failed.sentence());
            case CatalogVariant.Preparing _ -> notReady();
            case CatalogVariant.Ready image -> deliver(image.seenAt(now), wanted, request, registration, entry, now);
        };
    }

    private DownloadDecision deliver(
            CatalogVariant.Ready image,
            WantedImage wanted,
            ImageRequest request,
            RegistrationEntry registration,
            CatalogEntry entry,
            Instant now) {
        if (request.form() != Form.CHECKSUM) {
            return delivery.decide(image, wanted, request, entry, registration, now);
        }
        return image.sha256() == null
                ? new Refused(NOT_READY, "The SHA-256 of the image is still being computed.")
                : new Checksum(image.sha256(), image.fileName());
    }

    /** A SeedImage that failed, or has just begun, may have no variants to speak of. */
    private static DownloadDecision noVariant(CatalogEntry entry) {
        if (!entry.variants().isEmpty()) {
            return new Refused(
                    VARIANT_UNKNOWN,
                    "The SeedImage makes no such image; it makes %s."
                            .formatted(entry.variants().stream()
                                    .map(made -> "type=%s&arch=%s"
                                            .formatted(
                                                    made.type().word(),
                                                    made.platform().architecture()))
                                    .collect(Collectors.joining(", "))));
        }
        return entry.state() == SeedImageState.FAILED
                ? new Refused(FAILED, "The image could not be made; the SeedImage's conditions say why.")
                : notReady();
    }

    private static Refused expired() {
        return new Refused(EXPIRED, "The SeedImage has expired.");
    }

    private static Refused notReady() {
        return new Refused(NOT_READY, "The image is being prepared.");
    }
}
