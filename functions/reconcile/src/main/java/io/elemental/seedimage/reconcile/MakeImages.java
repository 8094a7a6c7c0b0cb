package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.common.Beside;
import io.elemental.seedimage.reconcile.common.Pass;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.image.ComposeImage;
import io.elemental.seedimage.reconcile.image.ImageReport;
import io.elemental.seedimage.reconcile.image.Images;
import io.elemental.seedimage.reconcile.image.MakeImage;
import io.elemental.seedimage.reconcile.image.Making;
import io.elemental.seedimage.reconcile.image.ReadImages;
import io.elemental.seedimage.reconcile.publish.PublishRegistration;
import io.elemental.seedimage.reconcile.publish.PublishSituation;
import io.elemental.seedimage.reconcile.publish.Situation;

import io.elemental.seedimage.rules.steps.ImageStep;
import io.elemental.seedimage.rules.cluster.SeedImages;
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
    private final PublishSituation publish;
    private final SeedImages seedImages;
    private final Duration retryAfter;

    MakeImages(
            ReadImages read,
            MakeImage make,
            ComposeImage compose,
            PublishRegistration registrations,
            PublishSituation publish,
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
        List<Making> makings;
        List<Optional<ImageReport>> reports;
        boolean takenBack;
        // What the download function knows of the registration needs nothing of what is made for it.
        try (var published = Beside.start(() -> registrations.publish(facts))) {
            makings = facts.seedImage().variants().stream()
                    .map(variant -> read.read(facts, registration, variant))
                    .toList();
            reports = makings.stream().map(making -> make.act(facts, making)).toList();
            takenBack = published.join();
        }
        if (takenBack || reports.stream().anyMatch(Optional::isEmpty)) {
            return new Pass.Again();
        }
        return publish(
                facts, makings, reports.stream().flatMap(Optional::stream).toList(), timeLeft);
    }

    private Pass publish(Facts facts, List<Making> makings, List<ImageReport> made, BooleanSupplier timeLeft) {
        var moreAfterwards = makings.stream().anyMatch(MakeImages::rendersForComposing);
        var reports = facts.retriggered() || moreAfterwards ? made : composed(makings, made, timeLeft);
        var situation = new Situation.Made(reports);
        var entry = publish.publish(facts, situation);
        if (situation.refused()) { // what was asked for stays to be done
            return publish.settled(facts, entry, retryAt(makings));
        }
        if (facts.seedImage().retrigger()) {
            seedImages.acknowledgeRetrigger(facts.seedImage());
            return new Pass.Again();
        }
        if (moreAfterwards) {
            return new Pass.Again();
        }
        var left = IntStream.range(0, makings.size())
                .anyMatch(i -> makings.get(i).step() instanceof ImageStep.Compose
                        && !reports.get(i).image().composed());
        return left ? new Pass.Settled(Optional.of(facts.now())) : publish.settled(facts, entry, retryAt(makings));
    }

    private Optional<Instant> retryAt(List<Making> makings) {
        return makings.stream()
                .flatMap(making -> making.facts().retryAt(retryAfter).stream())
                .min(Instant::compareTo);
    }

    private static boolean rendersForComposing(Making making) {
        return making.step() instanceof ImageStep.Render && making.facts().composedWanted();
    }

    /** Images that the catalog has as ready already are composed, as far as there is time, when nothing else waits. */
    private List<ImageReport> composed(List<Making> makings, List<ImageReport> made, BooleanSupplier timeLeft) {
        return IntStream.range(0, makings.size())
                .mapToObj(i -> composed(makings.get(i), made.get(i), timeLeft))
                .toList();
    }

    private ImageReport composed(Making making, ImageReport made, BooleanSupplier timeLeft) {
        var contentType = making.variant().type().mediaType();
        return making.step() instanceof ImageStep.Compose && compose.compose(making.wanted(), contentType, timeLeft)
                ? new ImageReport(Images.composed(made.image(), true), made.base(), made.sentence())
                : made;
    }
}
