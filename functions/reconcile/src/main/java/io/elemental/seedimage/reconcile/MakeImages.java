package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.common.BackgroundTask;
import io.elemental.seedimage.reconcile.common.Pass;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.image.ComposeImage;
import io.elemental.seedimage.reconcile.image.ImageReport;
import io.elemental.seedimage.reconcile.image.MakeImage;
import io.elemental.seedimage.reconcile.image.PlannedImage;
import io.elemental.seedimage.reconcile.image.PlannedImage.OnBase;
import io.elemental.seedimage.reconcile.image.ReadImages;
import io.elemental.seedimage.reconcile.image.Redirects;
import io.elemental.seedimage.reconcile.publish.PublishRegistration;
import io.elemental.seedimage.reconcile.publish.PublishState;
import io.elemental.seedimage.reconcile.publish.ReportedState;
import io.elemental.seedimage.reconcile.quota.Quotas;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.steps.ImageStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Leads every image of a SeedImage one step further, and publishes how far each is. */
final class MakeImages {

    private final ReadImages read;
    private final MakeImage make;
    private final ComposeImage compose;
    private final PublishRegistration registrations;
    private final PublishState publish;
    private final SeedImages seedImages;
    private final Redirects redirects;
    private final Duration retryAfter;
    private final Quotas quotas;

    MakeImages(
            ReadImages read,
            MakeImage make,
            ComposeImage compose,
            PublishRegistration registrations,
            PublishState publish,
            SeedImages seedImages,
            Redirects redirects,
            Duration retryAfter,
            Quotas quotas) {
        this.read = read;
        this.make = make;
        this.compose = compose;
        this.registrations = registrations;
        this.publish = publish;
        this.seedImages = seedImages;
        this.redirects = redirects;
        this.retryAfter = retryAfter;
        this.quotas = quotas;
    }

    /** An image as it was planned, and what became of it. */
    private record MadeImage(PlannedImage planned, ImageReport report) {}

    Pass pass(Facts facts, BooleanSupplier timeLeft) {
        var registration = facts.registration().orElseThrow();
        List<Optional<MadeImage>> images;
        boolean takenBack;
        // What the download function knows of the registration needs nothing of what is made for it.
        try (var published = BackgroundTask.start(() -> registrations.publish(facts))) {
            var planned = facts.seedImage().variants().stream()
                    .map(variant -> read.read(facts, registration, variant))
                    .toList();
            images = planned.stream()
                    .map(image -> make.act(facts, image).map(report -> new MadeImage(image, report)))
                    .toList();
            takenBack = published.join();
        }
        if (takenBack || images.stream().anyMatch(Optional::isEmpty)) {
            return new Pass.Again();
        }
        return publish(facts, images.stream().flatMap(Optional::stream).toList(), timeLeft);
    }

    private Pass publish(Facts facts, List<MadeImage> made, BooleanSupplier timeLeft) {
        var moreAfterwards = made.stream().anyMatch(MakeImages::rendersForComposing);
        var images = facts.retriggered() || moreAfterwards ? made : composed(facts, made, timeLeft);
        var reported = new ReportedState.Made(
                images.stream().map(MadeImage::report).toList(),
                redirects.obstacle(facts.seedImage().delivery()));
        var entry = publish.publish(facts, reported);
        if (reported.refused()) { // what was asked for stays to be done
            return publish.settled(facts, entry, retryAt(images));
        }
        if (facts.seedImage().retrigger()) {
            seedImages.acknowledgeRetrigger(facts.seedImage());
            return new Pass.Again();
        }
        if (moreAfterwards) {
            return new Pass.Again();
        }
        return images.stream().anyMatch(MakeImages::isToBeComposed)
                ? new Pass.Settled(Optional.of(facts.now()))
                : publish.settled(facts, entry, retryAt(images));
    }

    /** When another attempt is due, for images that wait for nothing else; an attempt that has just begun is none. */
    private Optional<Instant> retryAt(List<MadeImage> images) {
        return images.stream().flatMap(image -> retryAt(image.planned())).min(Instant::compareTo);
    }

    private Stream<Instant> retryAt(PlannedImage image) {
        if (!(image instanceof PlannedImage.OfSource planned && planned.step() instanceof ImageStep.ReportFailure)) {
            return Stream.empty();
        }
        var inherited = planned instanceof PlannedImage.WithoutBase
                ? planned.facts().retryAt(retryAfter)
                : Optional.<Instant>empty();
        return Stream.of(planned.facts().source().againAt(), inherited).flatMap(Optional::stream);
    }

    private static boolean rendersForComposing(MadeImage image) {
        return image.planned() instanceof OnBase planned
                && planned.step() instanceof ImageStep.Render
                && planned.facts().composedWanted();
    }

    private static boolean isToBeComposed(MadeImage image) {
        return image.planned() instanceof OnBase planned
                && planned.step() instanceof ImageStep.Compose
                && image.report().image() instanceof CatalogVariant.Ready ready
                && image.report().warnings().isEmpty()
                && !ready.composed();
    }

    /** Images that the catalog has as ready already are composed, as far as there is time, when nothing else waits. */
    private List<MadeImage> composed(Facts facts, List<MadeImage> images, BooleanSupplier timeLeft) {
        return images.stream().map(image -> composed(facts, image, timeLeft)).toList();
    }

    private MadeImage composed(Facts facts, MadeImage image, BooleanSupplier timeLeft) {
        if (!(image.planned() instanceof OnBase planned && planned.step() instanceof ImageStep.Compose(var ready))) {
            return image;
        }
        var objection = quotas.composed(facts, ready);
        if (objection.isPresent()) {
            return new MadeImage(planned, image.report().warning("spec.delivery", proxied(objection.get())));
        }
        return compose.compose(planned.plan(), ready.type().mediaType(), timeLeft)
                ? new MadeImage(planned, image.report().with(ready.composed(true)))
                : image;
    }

    private static String proxied(String objection) {
        return "is 'proxy' for now. " + objection.substring(0, objection.length() - 1);
    }
}
