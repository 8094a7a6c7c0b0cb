package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.common.FairPermits;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.common.TimeShare;
import io.elemental.seedimage.reconcile.facts.SourcesOf;
import io.elemental.seedimage.reconcile.queue.EndedBuilds;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Reconciles every SeedImage that a change may concern, for as long as there is time. */
public final class FollowChange {

    /** How many SeedImages are worked on at once. Their memory sets this limit. */
    private static final int AT_ONCE = 4;

    private final ReconcileSeedImage reconcile;
    private final SeedImages seedImages;
    private final EndedBuilds endedBuilds;
    private final SourcesOf sources;
    private final Duration budget;
    private final InstantSource clock;
    private final FairPermits turns = new FairPermits(AT_ONCE);

    public FollowChange(
            ReconcileSeedImage reconcile,
            SeedImages seedImages,
            BaseBuilds builds,
            ReconcileSettings settings,
            InstantSource clock) {
        this.reconcile = reconcile;
        this.seedImages = seedImages;
        this.endedBuilds = new EndedBuilds(reconcile::source, builds);
        this.sources = new SourcesOf(settings);
        this.budget = settings.composeBudget();
        this.clock = clock;
    }

    /** Follows a change. Throws outages; isolates failures of one SeedImage alone. */
    public Outcome follow(Change change) {
        var until = clock.instant().plus(budget);
        return switch (change) {
            case Change.SeedImageChanged(var seedImage) -> one(seedImage, until, () -> until);
            case Change.RegistrationChanged(var registration) -> each(() -> seedImages.of(registration), until);
            case Change.BaseBuildChanged(var build) -> ended(build, until);
        };
    }

    private Outcome ended(String build, Instant until) {
        var news = turns.take(until(until), () -> endedBuilds.isNews(build));
        if (news.isEmpty() || !news.get()) {
            return news.isEmpty() ? Outcome.LEFT_OVER : Outcome.DONE;
        }
        // its place is free now, even if nobody waits for this build
        var left =
                turns.take(until(until), () -> reconcile.beginNextBuilds(until)).orElse(true);
        if (each(() -> waiting(build), until) == Outcome.LEFT_OVER || left) {
            return Outcome.LEFT_OVER;
        }
        endedBuilds.told(build);
        return Outcome.DONE;
    }

    private List<ResourceRef> waiting(String build) {
        var source = build.substring(0, build.lastIndexOf('-'));
        try (var all = seedImages.all()) {
            return all.filter(seedImage -> sources.ids(seedImage).contains(source))
                    .map(SeedImage::ref)
                    .toList();
        }
    }

    private Outcome each(Supplier<List<ResourceRef>> concerned, Instant until) {
        var refs = turns.take(until(until), concerned);
        if (refs.isEmpty()) {
            return Outcome.LEFT_OVER;
        }
        var left = false;
        var share = new TimeShare(budget, clock);
        for (var ref : refs.get()) {
            if (!clock.instant().isBefore(until)) {
                return Outcome.LEFT_OVER;
            }
            left |= one(ref, until, () -> share.until(until)) == Outcome.LEFT_OVER;
        }
        return left ? Outcome.LEFT_OVER : Outcome.DONE;
    }

    /** @param mine says when it must end; asked when its turn has come */
    private Outcome one(ResourceRef ref, Instant until, Supplier<Instant> mine) {
        return turns.take(until(until), () -> reconcile.reconcileIsolated(ref, Reason.CHANGE, mine.get()))
                .orElse(Outcome.LEFT_OVER);
    }

    private Duration until(Instant until) {
        return Duration.between(clock.instant(), until);
    }
}
