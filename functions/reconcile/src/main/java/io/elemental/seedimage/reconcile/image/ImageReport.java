package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far one image is, and its base.
 *
 * @param sentence about the base
 * @param origin of the base that is there
 * @param warnings what is not done, or is odd, though the image is there
 */
public record ImageReport(
        CatalogVariant image, BaseState base, String sentence, Optional<BaseOrigin> origin, List<Warning> warnings) {

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
        /** The newest attempt failed, and another one is due by itself. */
        TRIED_AGAIN,
        /** None may be built, so whatever asks for one asks on. */
        REFUSED,
        UNKNOWN
    }

    /** The same report, of an image that went further. */
    public ImageReport with(CatalogVariant further) {
        return new ImageReport(further, base, sentence, origin, warnings);
    }

    /** The same report, of an image on this base, with what its builder noted of it. */
    ImageReport on(ManifestDocument there) {
        var from = new BaseOrigin(there.source(), there.revision());
        var notes = there.toldNotes().stream().map(note -> new Warning(Warning.BASE, note));
        return new ImageReport(image, base, sentence, Optional.of(from), joined(notes));
    }

    /** The same report, of an image for which one thing is not done that its SeedImage says. */
    public ImageReport warning(String path, String message) {
        return new ImageReport(image, base, sentence, origin, joined(Stream.of(new Warning(path, message))));
    }

    private List<Warning> joined(Stream<Warning> further) {
        return Stream.concat(warnings.stream(), further).toList();
    }
}
