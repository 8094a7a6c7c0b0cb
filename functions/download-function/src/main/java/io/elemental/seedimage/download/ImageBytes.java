package io.elemental.seedimage.download;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.OverlayDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.overlay.OverlaidImage;
import io.elemental.seedimage.overlay.Segment;
import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Versioned;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** The bytes of images: each a base in the store with its overlay on it. */
final class ImageBytes {

    private final ObjectStore store;
    private final StoredImages images;
    private final StoredBases bases;

    ImageBytes(ObjectStore store) {
        this.store = store;
        this.images = new StoredImages(store);
        this.bases = new StoredBases(store);
    }

    /** Opens exactly these bytes; {@link ObjectChangedException} where the image is not what the catalog said. */
    InputStream open(Ready image, ByteRange range) {
        var overlay = images.overlay(image.identity()).orElseThrow(changed(image, "has no overlay"));
        var base = bases.manifest(overlay.build())
                .map(Versioned::value)
                .filter(manifest -> manifest.size() == image.size() && overlay.size() == image.size())
                .orElseThrow(changed(image, "has no base of its size"));
        return overlaid(base, overlay).open(range);
    }

    /** What is known of the base that an image lies on. */
    Optional<ManifestDocument> base(Ready image) {
        return bases.manifest(image.build()).map(Versioned::value);
    }

    private OverlaidImage overlaid(ManifestDocument base, OverlayDocument overlay) {
        var segments = overlay.segments().stream()
                .map(segment -> new Segment(segment.offset(), segment.length(), segment.content()))
                .toList();
        return new OverlaidImage(
                part -> store.read(StoreKeys.baseImage(base.build()), base.objectETag(), part.offset(), part.length()),
                ImageOverlay.of(base.size(), segments));
    }

    private static Supplier<ObjectChangedException> changed(Ready image, String how) {
        return () -> new ObjectChangedException("image %s %s".formatted(image.identity(), how));
    }
}
