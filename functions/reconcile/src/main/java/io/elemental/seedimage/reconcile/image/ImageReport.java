package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import java.util.List;
import java.util.Optional;

/**
 * How far one image is, and its base.
 *
 * @param sentence about the base
 * @param origin of the base that is there
 * @param notes what its builder noted of that base
 */
public record ImageReport(
        CatalogVariant image, BaseState base, String sentence, Optional<BaseOrigin> origin, List<String> notes) {

    /** Without a base. */
    public ImageReport(CatalogVariant image, BaseState base, String sentence) {
        this(image, base, sentence, Optional.empty(), List.of());
    }

    public enum BaseState {
        AVAILABLE,
        ONGOING,
        FAILED,
        /** None may be built, so whatever asks for one asks on. */
        REFUSED,
        UNKNOWN
    }

    /** The same report, of an image that went further. */
    public ImageReport with(CatalogVariant further) {
        return new ImageReport(further, base, sentence, origin, notes);
    }

    ImageReport on(ManifestDocument there) {
        var from = new BaseOrigin(there.source(), there.revision());
        return new ImageReport(image, base, sentence, Optional.of(from), there.toldNotes());
    }
}
