package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.BaseBuilds;
import io.elemental.seedimage.rules.BuildState;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImage;
import io.elemental.seedimage.rules.SeedImages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Reconciles every SeedImage that a change may concern, for as long as there is time. */
public final class FollowChange {

    private final ReconcileSeedImage reconcile;
    private final SeedImages seedImages;
    private final BaseBuilds builds;
    private final SourcesOf sources;
    private final Duration budget;
    private final InstantSource clock;

    public FollowChange(
            ReconcileSeedImage reconcile,
            SeedImages seedImages,
            BaseBuilds builds,
            ReconcileSettings settings,
            InstantSource clock) {
        this.reconcile = reconcile;
        this.seedImages = seedImages;
        this.builds = builds;
        this.sources = new SourcesOf(settings);
        this.budget = settings.composeBudget();
        this.clock = clock;
    }

    /** Follows a change; outages are thrown, and so is whatever one SeedImage alone fails with. */
    public Outcome follow(Change change) {
        var until = clock.instant().plus(budget);
        return switch (change) {
            case Change.SeedImageChanged(var seedImage) -> one(seedImage, until);
            case Change.RegistrationChanged(var registration) -> each(seedImages.of(registration), until);
            case Change.BaseBuildChanged(var build) -> each(waiting(build), until);
        };
    }

    /** Who waits for a build, once it does not run any longer. */
    private List<ResourceRef> waiting(String build) {
        var end = build.lastIndexOf('-');
        if (end < 0 || builds.stateOf(build) instanceof BuildState.Running) {
            return List.of();
        }
        var source = build.substring(0, end);
        try (var all = seedImages.all()) {
            return all.filter(seedImage -> sources.ids(seedImage).contains(source))
                    .map(SeedImage::ref)
                    .toList();
        }
    }

    private Outcome each(List<ResourceRef> refs, Instant until) {
        var left = false;
        for (var ref : refs) {
            if (!clock.instant().isBefore(until)) {
                return Outcome.LEFT_OVER;
            }
            left |= Apart.from(ref, () -> one(ref, until)) == Outcome.LEFT_OVER;
        }
        return left ? Outcome.LEFT_OVER : Outcome.DONE;
    }

    private Outcome one(ResourceRef ref, Instant until) {
        return reconcile
                .reconcile(ref, Look.EVENT, until)
                .filter(again -> !again.isAfter(clock.instant()))
                .map(_ -> Outcome.LEFT_OVER)
                .orElse(Outcome.DONE);
    }
}
