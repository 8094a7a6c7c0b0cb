package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.OverlayDocument;
import io.elemental.seedimage.format.OverlayDocument.SegmentDocument;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.overlay.ImageDigest;
import io.elemental.seedimage.rules.CatalogVariant;
import io.elemental.seedimage.rules.StoreUnavailableException;
import java.io.IOException;

/** Puts an image into the store: what lies over its base, and the SHA-256 of both together. */
final class RenderImage {

    private final StoredImages images;
    private final Bases bases;

    RenderImage(StoredImages images, Bases bases) {
        this.images = images;
        this.bases = bases;
    }

    /** An overlay that is there already is the same one, for its key is its identity. */
    CatalogVariant render(Facts facts, Making making) {
        var rendering = making.wanted();
        var sha256 = images.overlay(rendering.identity())
                .map(OverlayDocument::sha256)
                .orElseGet(() -> {
                    var computed = digest(rendering);
                    images.putOverlay(document(facts, making, rendering, computed));
                    return computed;
                });
        return Images.ready(facts.seedImage(), making.variant(), rendering, sha256, false);
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

    private static OverlayDocument document(Facts facts, Making making, Rendering rendering, String sha256) {
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
                sha256,
                making.variant().type().word(),
                making.variant().platform().word(),
                Images.fileName(seedImage, making.variant()),
                segments);
    }
}
