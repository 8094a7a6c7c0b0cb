package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.overlay.ContentTooLargeException;
import io.elemental.seedimage.overlay.ImageIdentity;
import io.elemental.seedimage.overlay.ImageOverlay;
import io.elemental.seedimage.reconcile.base.Bases;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.reconcile.facts.SourcesOf;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.steps.ImageFacts;
import io.elemental.seedimage.rules.steps.ImageFacts.BaseFacts;
import io.elemental.seedimage.rules.steps.ImageStep;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads what counts for single images, and has it decided what each needs. */
public final class ReadImages {

    private final Bases bases;
    private final ReadImageFacts readFacts;
    private final Redirects redirects;
    private final ReconcileSettings settings;
    private final SourcesOf sources;

    public ReadImages(Bases bases, ReadImageFacts readFacts, Redirects redirects, ReconcileSettings settings) {
        this.bases = bases;
        this.readFacts = readFacts;
        this.redirects = redirects;
        this.settings = settings;
        this.sources = new SourcesOf(settings);
    }

    public PlannedImage read(Facts facts, Registration registration, Variant variant) {
        try {
            require(facts.seedImage(), variant);
            var contents = SlotContents.of(facts.seedImage(), registration, settings.slots());
            var source = Objects.requireNonNull(facts.sources().get(variant), "every variant has a source");
            var plan = base(facts, variant, source).map(base -> plan(facts, registration, base, contents));
            var imageFacts = readFacts.read(facts, variant, source);
            return plan.<PlannedImage>map(found -> onBase(facts, variant, imageFacts, source, found))
                    .orElseGet(() -> withoutBase(facts, variant, imageFacts, source));
        } catch (InvalidInputException | ContentTooLargeException e) {
            return new PlannedImage.Refused(variant, String.valueOf(e.getMessage()));
        }
    }

    private void require(SeedImage seedImage, Variant variant) {
        if (variant.type() != ImageType.ISO) {
            throw new InvalidInputException("spec.type '%s' is not supported yet; use iso"
                    .formatted(variant.type().word()));
        }
        if (seedImage.problem().isPresent()) {
            throw new InvalidInputException(seedImage.problem().get());
        }
        var _ = sources.require(seedImage, variant);
    }

    /** The newest base, but for an image that keeps its own. */
    private Optional<ManifestDocument> base(Facts facts, Variant variant, SourceState source) {
        return keptBuild(facts, variant, source)
                .flatMap(build -> find(facts, build))
                .or(() -> Optional.ofNullable(source.document().build()).flatMap(build -> find(facts, build)));
    }

    private Optional<ManifestDocument> find(Facts facts, String build) {
        return facts.reason() == Reason.PERIODIC ? bases.findNow(build) : bases.find(build);
    }

    /** A source belongs to all: a newer base that one asked for moves no image of others who did not. */
    private static Optional<String> keptBuild(Facts facts, Variant variant, SourceState source) {
        var asks = facts.retriggered() || facts.seedImage().pullPolicy() == PullPolicy.ALWAYS;
        return facts.published(variant)
                .filter(_ -> !asks)
                .flatMap(image -> switch (image) {
                    case CatalogVariant.Ready ready -> Optional.of(ready.build());
                    case CatalogVariant.Preparing preparing -> Optional.ofNullable(preparing.build());
                    case CatalogVariant.Failed _, CatalogVariant.Expired _ -> Optional.empty();
                })
                .filter(build ->
                        SourceState.idOf(build).equals(source.document().id()));
    }

    private static ImagePlan plan(
            Facts facts, Registration registration, ManifestDocument base, Map<String, byte[]> contents) {
        var overlay = ImageOverlay.fill(base.base(), contents);
        var namespace = facts.seedImage().ref().namespace();
        var identity = ImageIdentity.of(namespace, registration.uid(), base.build(), base.sha256(), overlay);
        return new ImagePlan(base, overlay, identity);
    }

    private PlannedImage withoutBase(Facts facts, Variant variant, ImageFacts imageFacts, SourceState source) {
        var step =
                ImageStep.withoutBase(imageFacts, facts.now(), settings.timing().buildRetryAfter());
        return new PlannedImage.WithoutBase(variant, imageFacts, source, step);
    }

    private PlannedImage onBase(
            Facts facts, Variant variant, ImageFacts imageFacts, SourceState source, ImagePlan plan) {
        var base = new BaseFacts(
                plan.identity(),
                tooLarge(facts.seedImage(), plan).or(() -> undeliverable(facts.seedImage(), imageFacts, plan)));
        var step = ImageStep.onBase(
                imageFacts, base, facts.now(), settings.timing().buildRetryAfter());
        return new PlannedImage.OnBase(variant, imageFacts, source, plan, step);
    }

    /** How large a base may be is each SeedImage's own wish, and none of those who share it. */
    private static Optional<String> tooLarge(SeedImage seedImage, ImagePlan plan) {
        var size = plan.overlay().size();
        return size > seedImage.sizeInBytes()
                ? Optional.of(
                        "The image has %s bytes, and spec.size allows %s.".formatted(size, seedImage.sizeInBytes()))
                : Optional.empty();
    }

    /** What is to be delivered by redirects alone, from a store that cannot be redirected to, would never arrive. */
    private Optional<String> undeliverable(SeedImage seedImage, ImageFacts imageFacts, ImagePlan plan) {
        return redirects
                .obstacle(seedImage.delivery())
                .filter(_ -> seedImage.delivery() == Delivery.REDIRECT)
                .filter(_ -> imageFacts
                        .ready(plan.identity())
                        .filter(CatalogVariant.Ready::composed)
                        .isEmpty())
                .map("spec.delivery cannot be redirect. "::concat);
    }
}
