package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.base.RemoveBase;
import io.elemental.seedimage.reconcile.facts.SeedImageIndex;
import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.reconcile.facts.SourcesOf;
import io.elemental.seedimage.reconcile.queue.BuildQueue;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.time.Instant;

/**
 * Removes what nobody needs. Lists the store first, then the SeedImages: so objects that are made for a SeedImage in
 * between are not in the list. Deletes nothing when a list fails.
 */
final class CleanUp {

    private final SeedImages seedImages;
    private final BaseBuilds builds;
    private final ResumableListing listing;
    private final SourcesOf sources;
    private final BuildQueue queue;
    private final CleanCatalog catalog;
    private final CleanImages images;
    private final CleanSources cleanSources;
    private final CleanBases bases;

    CleanUp(
            ReconcileSeedImage reconcile,
            SeedImages seedImages,
            BaseBuilds builds,
            ObjectStore store,
            MultipartUploads uploads,
            ReconcileSettings settings,
            SweepSettings sweep) {
        var documents = new StoredBases(store);
        this.seedImages = seedImages;
        this.builds = builds;
        this.listing = new ResumableListing(store, sweep.grace());
        this.sources = new SourcesOf(settings);
        this.queue = new BuildQueue(store, builds, settings.builds());
        this.catalog = new CleanCatalog(reconcile, seedImages, store, sweep.grace());
        this.images = new CleanImages(store, uploads, sweep.grace());
        this.cleanSources = new CleanSources(
                documents,
                builds,
                store,
                new RemoveBase(store, uploads),
                sweep.grace(),
                settings.timing().grantValidFor());
        this.bases = new CleanBases(documents, new RemoveBase(store, uploads), sweep);
    }

    /** Cleans up. Throws {@link SliceOverException} when the slice ends before. */
    void run(SliceTime time, Instant now) {
        var listing = this.listing.take(time, now);
        var jobs = builds.all();
        var index = SeedImageIndex.list(seedImages, sources);
        time.require();
        queue.keep(waiting -> index.wants(waiting.ref(), SourceState.idOf(waiting.build())));
        var references = catalog.clean(listing, index, time, now);
        images.clean(listing, references, time, now);
        var kept = cleanSources.clean(listing, jobs, index.sources(references.expired()), time, now);
        bases.clean(listing, references, kept, time, now);
    }
}
