package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import java.util.Optional;

/**
 * How far one image is, and its base.
 *
 * @param sentence about the base
 * @param origin of the base that is there
 */
public record ImageReport(CatalogVariant image, BaseState base, String sentence, Optional<BaseOrigin> origin) {

    /** Without a base. */
    public ImageReport(CatalogVariant image, BaseState base, String sentence) {
        this(image, base, sentence, Optional.empty());
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
        return new ImageReport(further, base, sentence, origin);
    }

    ImageReport on(BaseOrigin there) {
        return new ImageReport(image, base, sentence, Optional.of(there));
    }
}
