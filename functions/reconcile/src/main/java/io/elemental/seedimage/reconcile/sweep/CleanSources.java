package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.reconcile.base.RemoveBase;
import io.elemental.seedimage.reconcile.queue.KeptBuilds;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Ends attempts that nobody waits for, and deletes the documents of unused sources. */
final class CleanSources {

    private final StoredBases documents;
    private final BaseBuilds builds;
    private final ObjectStore store;
    private final RemoveBase remove;
    private final Duration grace;
    private final Duration remembered;

    /**
     * @param remembered how long the numbers of attempts are remembered at least; longer than any builder's links are
     *     valid
     */
    CleanSources(
            StoredBases documents,
            BaseBuilds builds,
            ObjectStore store,
            RemoveBase remove,
            Duration grace,
            Duration remembered) {
        this.documents = documents;
        this.builds = builds;
        this.store = store;
        this.remove = remove;
        this.grace = grace;
        this.remembered = remembered.compareTo(grace) > 0 ? remembered : grace;
    }

    /**
     * Cleans. Returns the builds that must stay: the newest of each used source, and attempts under way.
     *
     * @param jobs the builds that existed before anything else was read
     */
    KeptBuilds clean(StoreListing listing, List<String> jobs, Set<String> index, SliceTime time, Instant now) {
        var kept = new KeptBuilds();
        listing.sources().forEach((id, writtenAt) -> {
            time.require();
            documents.source(id).ifPresent(source -> {
                if (index.contains(id)) {
                    kept.add(source.value());
                } else if (KeptBuilds.underWay(source.value())) {
                    var young = writtenAt.plus(grace).isAfter(now);
                    if ((young && isStarted(source.value())) || !giveUp(source, now)) {
                        kept.add(source.value());
                    }
                } else if (!writtenAt.plus(remembered).isAfter(now) && hasNoBase(id, listing)) {
                    store.delete(StoreKeys.source(id));
                }
            });
        });
        jobs.stream().filter(job -> !kept.attempt(job) && isOver(job)).forEach(job -> {
            time.require();
            builds.remove(job);
            remove.uploads(job);
        });
        return kept;
    }

    /** An attempt that was claimed and not started holds a place, and nobody is there to start it. */
    private boolean isStarted(SourceDocument source) {
        return !(builds.stateOf(KeptBuilds.newest(source)) instanceof BuildState.NotStarted);
    }

    private boolean giveUp(Versioned<SourceDocument> source, Instant now) {
        var ended = KeptBuilds.givenUp(source.value(), now);
        if (documents.putSource(ended, new Precondition.Unchanged(source.etag())) instanceof PutOutcome.Conflict) {
            return false;
        }
        var build = KeptBuilds.newest(source.value());
        builds.remove(build);
        remove.remove(build);
        return true;
    }

    /** Whether a build is not the attempt that its source waits for now. */
    private boolean isOver(String build) {
        var end = build.lastIndexOf('-');
        return end < 0
                || documents
                        .source(build.substring(0, end))
                        .map(Versioned::value)
                        .filter(KeptBuilds::underWay)
                        .filter(source -> KeptBuilds.newest(source).equals(build))
                        .isEmpty();
    }

    private static boolean hasNoBase(String id, StoreListing listing) {
        return listing.bases().keySet().stream().noneMatch(build -> build.startsWith(id + "-"));
    }
}
