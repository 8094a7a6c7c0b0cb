package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.steps.ImageFacts;
import io.elemental.seedimage.rules.steps.ImageStep;
import java.util.Optional;

/** One image, the step it needs next, and what that step needs. */
public sealed interface PlannedImage {

    Variant variant();

    default CatalogVariant failed(SeedImage seedImage, String sentence) {
        return new CatalogVariant.Failed(variant(), seedImage.fileName(variant()), sentence);
    }

    /** It can never be made of this SeedImage and registration; the sentence says why. */
    record Refused(Variant variant, String sentence) implements PlannedImage {}

    /** It has a source, of which a base is built, or could be. */
    sealed interface OfSource extends PlannedImage {

        ImageFacts facts();

        SourceState source();

        ImageStep step();

        /** The very image that is wanted, if it is ready already. */
        Optional<CatalogVariant.Ready> ready();
    }

    /** There is no base yet. */
    record WithoutBase(Variant variant, ImageFacts facts, SourceState source, ImageStep.SourceStep step)
            implements OfSource {

        @Override
        public Optional<CatalogVariant.Ready> ready() {
            return Optional.empty();
        }
    }

    /** There is a base; the image on it is as planned, unless its source comes first. */
    record OnBase(Variant variant, ImageFacts facts, SourceState source, ImagePlan plan, ImageStep step)
            implements OfSource {

        @Override
        public Optional<CatalogVariant.Ready> ready() {
            return facts.ready(plan.identity());
        }
    }
}
