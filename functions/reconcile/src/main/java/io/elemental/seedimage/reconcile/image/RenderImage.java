package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.OverlayDocument;
import io.elemental.seedimage.format.OverlayDocument.SegmentDocument;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.overlay.ImageDigest;
import io.elemental.seedimage.reconcile.base.Bases;
import io.elemental.seedimage.reconcile.common.BackgroundTask;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.image.PlannedImage.OnBase;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.IOException;

/** Puts an image into the store: what lies over its base, and the SHA-256 of both together. */
public final class RenderImage {

    private final StoredImages images;
    private final Bases bases;

    public RenderImage(StoredImages images, Bases bases) {
        this.images = images;
        this.bases = bases;
    }

    /** The overlay is stored while the digest is computed, for this is what everybody waits for. */
    CatalogVariant render(Facts facts, OnBase planned) {
        var plan = planned.plan();
        try (var stored = BackgroundTask.start(() -> put(document(facts, planned)))) {
            var sha256 = digest(plan);
            stored.join();
            return new CatalogVariant.Ready(
                    planned.variant(),
                    facts.seedImage().fileName(planned.variant()),
                    plan.identity(),
                    plan.overlay().size(),
                    sha256,
                    plan.base().build(),
                    false,
                    planned.ready().map(CatalogVariant.Ready::writtenAt).orElseGet(facts::now));
        }
    }

    private OverlayDocument put(OverlayDocument document) {
        images.putOverlay(document);
        return document;
    }

    private String digest(ImagePlan plan) {
        try {
            var base = plan.base();
            return ImageDigest.resume(base.digestState(), bases.imageForDigest(base, plan.overlay()));
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "base %s cannot be read: %s".formatted(plan.base().build(), e.getMessage()), e);
        }
    }

    private static OverlayDocument document(Facts facts, OnBase planned) {
        var plan = planned.plan();
        var seedImage = facts.seedImage();
        var segments = plan.overlay().segments().stream()
                .map(segment -> new SegmentDocument(segment.offset(), segment.length(), segment.content()))
                .toList();
        return new OverlayDocument(
                plan.identity(),
                seedImage.ref().namespace(),
                seedImage.registrationName(),
                facts.registration().orElseThrow().uid(),
                plan.base().build(),
                plan.overlay().size(),
                null,
                planned.variant().type().word(),
                planned.variant().platform().word(),
                seedImage.fileName(planned.variant()),
                segments);
    }
}
