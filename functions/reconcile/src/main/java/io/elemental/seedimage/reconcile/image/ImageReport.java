package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.rules.catalog.CatalogVariant;

/**
 * How far one image is, and its base.
 *
 * @param sentence about the base
 */
public record ImageReport(CatalogVariant image, BaseState base, String sentence) {

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
        return new ImageReport(further, base, sentence);
    }
}
