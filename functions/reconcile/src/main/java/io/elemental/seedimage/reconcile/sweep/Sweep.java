package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.common.TimeShare;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles every SeedImage, since events get lost. Then removes what nobody needs. Works in slices. */
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(15);

    private final ReconcileSeedImage reconcile;
    private final SeedImages seedImages;
    private final CleanUp cleanUp;
    private final SweepLease lease;
    private final SweepSettings settings;
    private final InstantSource clock;

    /** Where the last slice ended that could but tell; null: at the end. */
    private volatile @Nullable String untold;

    /** @param holder the name of this process in the lease */
    public Sweep(
            ReconcileSeedImage reconcile,
            SeedImages seedImages,
            BaseBuilds builds,
            ObjectStore store,
            MultipartUploads uploads,
            ReconcileSettings reconcileSettings,
            SweepSettings settings,
            String holder,
            InstantSource clock) {
        this.reconcile = reconcile;
        this.seedImages = seedImages;
        this.settings = settings;
        this.clock = clock;
        this.lease = new SweepLease(store, holder, settings.slice().plus(LEASE_MARGIN), settings.leastInterval());
        this.cleanUp = new CleanUp(reconcile, seedImages, builds, store, uploads, reconcileSettings, settings);
    }

    /** Works for one slice of time. Does nothing while another process sweeps, or when a sweep ended a moment ago. */
    public Outcome slice() {
        if (reconcile.objection().isPresent()) {
            return tellAll();
        }
        var taken = lease.take(now());
        if (taken.isEmpty()) {
            return Outcome.DONE;
        }
        var until = clock.instant().plus(settings.slice());
        var place = new Place(taken.get().value().after(), taken.get().value().cleaning());
        try {
            place.goOn(until);
        } finally {
            lease.giveBack(taken.get(), place.after, place.cleaning, now());
        }
        return place.cleaning || place.after != null ? Outcome.LEFT_OVER : Outcome.DONE;
    }

    /** Tells every SeedImage why nothing is made: without a lease, which such a store cannot give. */
    private Outcome tellAll() {
        var place = new Place(untold, false);
        var all = place.lookAtAll(clock.instant().plus(settings.slice()));
        untold = all ? null : place.after;
        return all ? Outcome.DONE : Outcome.LEFT_OVER;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The position of the sweep. */
    private final class Place {

        private @Nullable String after;
        private boolean cleaning;

        Place(@Nullable String after, boolean cleaning) {
            this.after = after;
            this.cleaning = cleaning;
        }

        void goOn(Instant until) {
            var _ = reconcile.beginNextBuilds(until);
            cleaning = cleaning || lookAtAll(until);
            if (cleaning && clock.instant().isBefore(until)) {
                lookAtAllNext();
                if (clean(until)) {
                    after = null;
                    var _ = reconcile.beginNextBuilds(until);
                } else {
                    cleaning = true;
                }
            }
        }

        /** If cleaning up fails, it is tried again, but not before all were looked at. */
        private void lookAtAllNext() {
            after = "";
            cleaning = false;
        }

        /**
         * Cleans up. A source or a base that cannot be read may be anybody's, so nothing more is deleted. False when
         * time ran out before the end.
         */
        private boolean clean(Instant until) {
            try {
                cleanUp.run(new SliceTime(until, clock), now());
                return true;
            } catch (SliceOverException _) {
                return false;
            } catch (UnreadableDocumentException e) {
                LOG.atError().setCause(e).log("nothing is cleaned up");
                return true;
            }
        }

        /** Reconciles one SeedImage after the other. False when time ran out before the last one. */
        private boolean lookAtAll(Instant until) {
            var share = new TimeShare(settings.slice(), clock);
            try (var all = seedImages.refs()) {
                var refs = all.filter(ref -> after == null || ref.toString().compareTo(after) > 0)
                        .iterator();
                while (refs.hasNext()) {
                    if (!clock.instant().isBefore(until)) {
                        return false;
                    }
                    var ref = refs.next();
                    var _ = reconcile.reconcileIsolated(ref, Reason.PERIODIC, share.until(until));
                    after = ref.toString();
                }
            }
            return true;
        }
    }
}
