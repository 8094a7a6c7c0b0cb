package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.reconcile.base.Bases;
import io.elemental.seedimage.reconcile.common.Beside;
import io.elemental.seedimage.reconcile.facts.Facts;

import io.elemental.seedimage.format.OverlayDocument;
import io.elemental.seedimage.format.OverlayDocument.SegmentDocument;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.overlay.ImageDigest;
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
    CatalogVariant render(Facts facts, Making making) {
        var rendering = making.wanted();
        try (var stored = Beside.start(() -> put(document(facts, making, rendering)))) {
            var sha256 = digest(rendering);
            stored.join();
            return Images.ready(facts.seedImage(), making.variant(), rendering, sha256, false);
        }
    }

    private OverlayDocument put(OverlayDocument document) {
        images.putOverlay(document);
        return document;
    }

    private String digest(Rendering rendering) {
        try {
            var base = rendering.base();
            return ImageDigest.resume(base.digestState(), bases.imageForDigest(base, rendering.overlay()));
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "base %s cannot be read: %s".formatted(rendering.base().build(), e.getMessage()), e);
        }
    }

    private static OverlayDocument document(Facts facts, Making making, Rendering rendering) {
        var seedImage = facts.seedImage();
        var segments = rendering.overlay().segments().stream()
                .map(segment -> new SegmentDocument(segment.offset(), segment.length(), segment.content()))
                .toList();
        return new OverlayDocument(
                rendering.identity(),
                seedImage.ref().namespace(),
                seedImage.registrationName(),
                facts.registration().orElseThrow().uid(),
                rendering.base().build(),
                rendering.overlay().size(),
                null,
                making.variant().type().word(),
                making.variant().platform().word(),
                Images.fileName(seedImage, making.variant()),
                segments);
    }
}
