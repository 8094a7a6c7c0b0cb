package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.overlay.ContentTooLargeException;
import io.elemental.seedimage.overlay.ImageIdentity;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.reconcile.base.Bases;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.steps.ImageFacts;
import io.elemental.seedimage.rules.steps.ImageFacts.SourceFacts;
import io.elemental.seedimage.rules.steps.ImageStep;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads what counts for single images, and has it decided what each needs. */
public final class ReadImages {

    private final Bases bases;
    private final StoredImages images;
    private final BaseBuilds builds;
    private final ReconcileSettings settings;

    public ReadImages(Bases bases, StoredImages images, BaseBuilds builds, ReconcileSettings settings) {
        this.bases = bases;
        this.images = images;
        this.builds = builds;
        this.settings = settings;
    }

    public PlannedImage read(Facts facts, Registration registration, Variant variant) {
        try {
            if (variant.type() != ImageType.ISO) {
                throw new InvalidInputException("spec.type '%s' is not supported yet; use iso"
                        .formatted(variant.type().word()));
            }
            var seedImage = facts.seedImage();
            if (seedImage.problem().isPresent()) {
                throw new InvalidInputException(seedImage.problem().get());
            }
            settings.allowedSources()
                    .require(BaseSource.parse(
                            seedImage.baseImage(), seedImage.ref().namespace(), settings.bucket()));
            var contents = SlotContents.of(seedImage, registration, settings.slots());
            var source = Objects.requireNonNull(facts.sources().get(variant), "every variant has a source");
            var plan = Optional.ofNullable(source.document().build())
                    .flatMap(build -> facts.reason() == Reason.PERIODIC ? bases.findNow(build) : bases.find(build))
                    .map(base -> render(facts, registration, base, contents));
            return decide(facts, variant, Optional.empty(), Optional.of(source), plan);
        } catch (InvalidInputException | ContentTooLargeException e) {
            return decide(facts, variant, Optional.of(sentence(e)), Optional.empty(), Optional.empty());
        }
    }

    private static ImagePlan render(
            Facts facts, Registration registration, ManifestDocument base, Map<String, byte[]> contents) {
        var overlay = ImageOverlay.fill(base.base(), contents);
        var namespace = facts.seedImage().ref().namespace();
        var identity = ImageIdentity.of(namespace, registration.uid(), base.build(), base.sha256(), overlay);
        return new ImagePlan(base, overlay, identity);
    }

    /** How large a base may be is each SeedImage's own wish, and none of those who share it. */
    private static Optional<String> unfit(SeedImage seedImage, ImagePlan plan) {
        var size = plan.overlay().size();
        return size > seedImage.sizeInBytes()
                ? Optional.of(
                        "The image has %d bytes, and spec.size allows %d.".formatted(size, seedImage.sizeInBytes()))
                : Optional.empty();
    }

    private PlannedImage decide(
            Facts facts,
            Variant variant,
            Optional<String> refusal,
            Optional<SourceState> source,
            Optional<ImagePlan> plan) {
        var seedImage = facts.seedImage();
        var imageFacts = new ImageFacts(
                refusal,
                source.map(state -> inherited(seedImage, state)).orElse(false),
                facts.knownGeneration().isEmpty(),
                facts.retriggered(),
                seedImage.pullPolicy() == PullPolicy.ALWAYS,
                published(facts, variant),
                source.map(this::facts)
                        .orElse(new SourceFacts(0, true, Optional.empty(), "", new BuildState.NotStarted(), "")),
                plan.map(ImagePlan::identity),
                plan.flatMap(found -> unfit(seedImage, found)),
                composedWanted(seedImage.delivery()));
        var step = ImageStep.decide(imageFacts, facts.now(), settings.buildRetryAfter());
        return new PlannedImage(variant, imageFacts, step, source, plan);
    }

    /** What the catalog says of the image; ticks look whether it is true. */
    private Optional<CatalogVariant> published(Facts facts, Variant variant) {
        var published = facts.known().stream()
                .flatMap(entry -> entry.variants().stream())
                .filter(image -> image.variant().equals(variant))
                .findFirst();
        return facts.reason() == Reason.PERIODIC ? published.flatMap(this::asFound) : published;
    }

    private Optional<CatalogVariant> asFound(CatalogVariant image) {
        if (!(image instanceof CatalogVariant.Ready ready)) {
            return Optional.of(image);
        }
        return images.hasOverlay(ready.identity())
                ? Optional.of(ready.composed(images.composed(ready.identity())))
                : Optional.empty();
    }

    private SourceFacts facts(SourceState source) {
        var attempt = source.document().attempt();
        var failure = Optional.ofNullable(source.document().failure()).filter(last -> last.attempt() == attempt);
        var underWay = attempt > 0 && !source.ended();
        return new SourceFacts(
                attempt,
                source.ended(),
                failure.map(SourceDocument.Failure::at),
                failure.map(SourceDocument.Failure::message).orElse(""),
                underWay ? builds.stateOf(source.build(attempt)) : new BuildState.NotStarted(),
                source.progressKey(attempt));
    }

    private static boolean inherited(SeedImage seedImage, SourceState source) {
        return Optional.ofNullable(source.document().failure())
                .filter(failure -> seedImage.createdAt().isAfter(failure.at()))
                .isPresent();
    }

    private boolean composedWanted(Delivery delivery) {
        return switch (delivery) {
            case REDIRECT -> true;
            case AUTO -> settings.storeIsPublic();
            case PROXY -> false;
        };
    }

    private static String sentence(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
