package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.steps.ImageFacts;
import io.elemental.seedimage.rules.steps.ImageStep;
import java.util.Optional;

/**
 * One image on its way.
 *
 * @param source empty where the image is refused
 * @param rendering empty while there is no base
 */
public record PlannedImage(
        Variant variant, ImageFacts facts, ImageStep step, Optional<SourceState> source, Optional<ImagePlan> plan) {

    SourceState from() {
        return source.orElseThrow();
    }

    public ImagePlan wanted() {
        return plan.orElseThrow();
    }
}
