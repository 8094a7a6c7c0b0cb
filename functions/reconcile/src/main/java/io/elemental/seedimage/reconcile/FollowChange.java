package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.facts.SourcesOf;
import io.elemental.seedimage.reconcile.queue.EndedBuilds;
import io.elemental.seedimage.reconcile.queue.EndedBuilds.News;
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

    private final ReconcileSeedImage reconcile;
    private final SeedImages seedImages;
    private final EndedBuilds endedBuilds;
    private final SourcesOf sources;
    private final Duration budget;
    private final InstantSource clock;
    private final ReconcileInTurns turns;

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
        this.budget = settings.timing().composeBudget();
        this.clock = clock;
        this.turns = new ReconcileInTurns(reconcile, budget, clock);
    }

    /** Follows a change. Throws outages; isolates failures of one SeedImage alone. */
    public Outcome follow(Change change) {
        var until = clock.instant().plus(budget);
        return switch (change) {
            case Change.SeedImageChanged(var seedImage) -> turns.one(seedImage, until);
            case Change.RegistrationChanged(var registration) ->
                each(change.tenant(), until, () -> seedImages.of(registration));
            case Change.BaseBuildChanged(var build) -> happened(change.tenant(), build, until);
        };
    }

    private Outcome happened(String tenant, String build, Instant until) {
        var news = turns.take(tenant, until, () -> endedBuilds.newsOf(build));
        if (news.isEmpty() || news.get() == News.NONE) {
            return news.isEmpty() ? Outcome.LEFT_OVER : Outcome.DONE;
        }
        // its place is free now, even if nobody waits for it any longer
        var left = turns.take(tenant, until, () -> reconcile.beginNextBuilds(until))
                .orElse(true);
        var all = news.get() == News.ENDED ? each(tenant, until, () -> waiting(build)) : Outcome.DONE;
        if (left || all == Outcome.LEFT_OVER) {
            return Outcome.LEFT_OVER;
        }
        if (news.get() == News.ENDED) {
            endedBuilds.told(build);
        }
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

    private Outcome each(String tenant, Instant until, Supplier<List<ResourceRef>> concerned) {
        return turns.take(tenant, until, concerned)
                .map(refs -> turns.each(refs, until))
                .orElse(Outcome.LEFT_OVER);
    }
}
