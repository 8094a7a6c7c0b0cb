package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.steps.ImageFacts;
import io.elemental.seedimage.rules.steps.ImageFacts.SourceFacts;
import java.util.Optional;

/** Reads what counts for one image, but for its base. */
public final class ReadImageFacts {

    private final StoredImages images;
    private final BaseBuilds builds;
    private final Redirects redirects;

    public ReadImageFacts(StoredImages images, BaseBuilds builds, Redirects redirects) {
        this.images = images;
        this.builds = builds;
        this.redirects = redirects;
    }

    ImageFacts read(Facts facts, Variant variant, SourceState source) {
        var seedImage = facts.seedImage();
        return new ImageFacts(
                inherited(seedImage, source),
                facts.knownGeneration().isEmpty(),
                facts.retriggered(),
                seedImage.pullPolicy() == PullPolicy.ALWAYS,
                published(facts, variant).map(image -> remembering(image, source)),
                sourceFacts(source),
                redirects.possible(seedImage.delivery()));
    }

    /** What the catalog says of the image; ticks look whether it is true. */
    private Optional<CatalogVariant> published(Facts facts, Variant variant) {
        var published = facts.published(variant);
        return facts.reason() == Reason.PERIODIC ? published.flatMap(this::asFound) : published;
    }

    /** One whose registration was in trouble waits on for the attempt that it waited for, or failed with, before. */
    private static CatalogVariant remembering(CatalogVariant image, SourceState source) {
        var attempt = source.document().attempt();
        return image instanceof CatalogVariant.Preparing preparing
                        && preparing.progress() == null
                        && source.build(attempt).equals(preparing.build())
                        && (!source.ended() || source.document().failure() != null)
                ? new CatalogVariant.Preparing(
                        preparing.variant(), preparing.fileName(), preparing.sentence(), source.progressKey(attempt))
                : image;
    }

    private Optional<CatalogVariant> asFound(CatalogVariant image) {
        if (!(image instanceof CatalogVariant.Ready ready)) {
            return Optional.of(image);
        }
        return images.hasOverlay(ready.identity())
                ? Optional.of(ready.composed(images.composed(ready.identity())))
                : Optional.empty();
    }

    private SourceFacts sourceFacts(SourceState source) {
        var attempt = source.document().attempt();
        var failure = Optional.ofNullable(source.document().failure()).filter(last -> last.attempt() == attempt);
        var underWay = attempt > 0 && !source.ended();
        return new SourceFacts(
                attempt,
                source.ended(),
                failure.map(SourceDocument.Failure::at),
                failure.map(ReadImageFacts::sentence).orElse(""),
                failure.map(SourceDocument.Failure::againAt),
                underWay ? builds.stateOf(source.build(attempt)) : new BuildState.NotStarted(),
                source.progressKey(attempt));
    }

    private static String sentence(SourceDocument.Failure failure) {
        return failure.againAt() == null
                ? failure.message()
                : "%s This was attempt %s; the next one begins at %s or soon after."
                        .formatted(failure.message(), failure.attempt(), failure.againAt());
    }

    private static boolean inherited(SeedImage seedImage, SourceState source) {
        return Optional.ofNullable(source.document().failure())
                .filter(failure -> seedImage.createdAt().isAfter(failure.at()))
                .isPresent();
    }
}
