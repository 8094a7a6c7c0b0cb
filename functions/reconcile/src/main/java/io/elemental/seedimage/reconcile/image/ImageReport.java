package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.List;
import java.util.Optional;

/**
 * How far one image is, and its base.
 *
 * @param sentence about the base
 * @param origin of the base that is there
 * @param warnings what is not done, though the image is there
 */
public record ImageReport(
        CatalogVariant image,
        BaseState base,
        String sentence,
        Optional<BaseOrigin> origin,
        List<Warning> warnings) {

    public ImageReport {
        warnings = List.copyOf(warnings);
    }


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
        return new ImageReport(further, base, sentence, origin, warnings);
    }

    ImageReport on(BaseOrigin there) {
        return new ImageReport(image, base, sentence, Optional.of(there), warnings);
    }

    /** The same report, of an image for which one thing is not done that its SeedImage says. */
    public ImageReport warning(String path, String message) {
        return new ImageReport(image, base, sentence, origin, List.of(new Warning(path, message)));
    }
}
