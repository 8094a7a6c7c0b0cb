package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.common.BackgroundTask;
import io.elemental.seedimage.reconcile.common.Pass;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.image.ComposeImage;
import io.elemental.seedimage.reconcile.image.ImageReport;
import io.elemental.seedimage.reconcile.image.MakeImage;
import io.elemental.seedimage.reconcile.image.PlannedImage;
import io.elemental.seedimage.reconcile.image.ReadImages;
import io.elemental.seedimage.reconcile.publish.PublishRegistration;
import io.elemental.seedimage.reconcile.publish.PublishState;
import io.elemental.seedimage.reconcile.publish.ReportedState;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.steps.ImageStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Leads every image of a SeedImage one step further, and publishes how far each is. */
final class MakeImages {

    private final ReadImages read;
    private final MakeImage make;
    private final ComposeImage compose;
    private final PublishRegistration registrations;
    private final PublishState publish;
    private final SeedImages seedImages;
    private final Duration retryAfter;

    MakeImages(
            ReadImages read,
            MakeImage make,
            ComposeImage compose,
            PublishRegistration registrations,
            PublishState publish,
            SeedImages seedImages,
            Duration retryAfter) {
        this.read = read;
        this.make = make;
        this.compose = compose;
        this.registrations = registrations;
        this.publish = publish;
        this.seedImages = seedImages;
        this.retryAfter = retryAfter;
    }

    Pass pass(Facts facts, BooleanSupplier timeLeft) {
        var registration = facts.registration().orElseThrow();
        List<PlannedImage> plannedImages;
        List<Optional<ImageReport>> reports;
        boolean takenBack;
        // What the download function knows of the registration needs nothing of what is made for it.
        try (var published = BackgroundTask.start(() -> registrations.publish(facts))) {
            plannedImages = facts.seedImage().variants().stream()
                    .map(variant -> read.read(facts, registration, variant))
                    .toList();
            reports = plannedImages.stream()
                    .map(planned -> make.act(facts, planned))
                    .toList();
            takenBack = published.join();
        }
        if (takenBack || reports.stream().anyMatch(Optional::isEmpty)) {
            return new Pass.Again();
        }
        return publish(
                facts, plannedImages, reports.stream().flatMap(Optional::stream).toList(), timeLeft);
    }

    private Pass publish(
            Facts facts, List<PlannedImage> plannedImages, List<ImageReport> made, BooleanSupplier timeLeft) {
        var moreAfterwards = plannedImages.stream().anyMatch(MakeImages::rendersForComposing);
        var reports = facts.retriggered() || moreAfterwards ? made : composed(plannedImages, made, timeLeft);
        var reported = new ReportedState.Made(reports);
        var entry = publish.publish(facts, reported);
        if (reported.refused()) { // what was asked for stays to be done
            return publish.settled(facts, entry, retryAt(plannedImages));
        }
        if (facts.seedImage().retrigger()) {
            seedImages.acknowledgeRetrigger(facts.seedImage());
            return new Pass.Again();
        }
        if (moreAfterwards) {
            return new Pass.Again();
        }
        var left = IntStream.range(0, plannedImages.size())
                .anyMatch(i -> plannedImages.get(i).step() instanceof ImageStep.Compose
                        && reports.get(i).image() instanceof CatalogVariant.Ready image
                        && !image.composed());
        return left
                ? new Pass.Settled(Optional.of(facts.now()))
                : publish.settled(facts, entry, retryAt(plannedImages));
    }

    private Optional<Instant> retryAt(List<PlannedImage> plannedImages) {
        return plannedImages.stream()
                .flatMap(planned -> planned.facts().retryAt(retryAfter).stream())
                .min(Instant::compareTo);
    }

    private static boolean rendersForComposing(PlannedImage planned) {
        return planned.step() instanceof ImageStep.Render && planned.facts().composedWanted();
    }

    /** Images that the catalog has as ready already are composed, as far as there is time, when nothing else waits. */
    private List<ImageReport> composed(
            List<PlannedImage> plannedImages, List<ImageReport> made, BooleanSupplier timeLeft) {
        return IntStream.range(0, plannedImages.size())
                .mapToObj(i -> composed(plannedImages.get(i), made.get(i), timeLeft))
                .toList();
    }

    private ImageReport composed(PlannedImage planned, ImageReport made, BooleanSupplier timeLeft) {
        var contentType = planned.variant().type().mediaType();
        return planned.step() instanceof ImageStep.Compose
                        && made.image() instanceof CatalogVariant.Ready image
                        && compose.compose(planned.wanted(), contentType, timeLeft)
                ? new ImageReport(image.composed(true), made.base(), made.sentence())
                : made;
    }
}
