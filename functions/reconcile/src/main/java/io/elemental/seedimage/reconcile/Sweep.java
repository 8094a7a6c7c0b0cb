package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.BaseBuilds;
import io.elemental.seedimage.rules.MultipartUploads;
import io.elemental.seedimage.rules.ObjectStore;
import io.elemental.seedimage.rules.SeedImages;
import java.time.InstantSource;

/** Looks at every SeedImage, since events get lost, and removes what nobody needs any longer: a slice at a time. */
public final class Sweep {

    private final ReconcileSeedImage reconcile;
    private final SeedImages seedImages;
    private final SweepSettings settings;
    private final InstantSource clock;

    /** @param holder who sweeps, for others to see */
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
    }

    /** Works for one slice of time; does nothing, and is done, while somebody else is at it. */
    public Outcome slice() {
        var until = clock.instant().plus(settings.slice());
        try (var all = seedImages.all()) {
            all.forEach(seedImage -> reconcile.reconcile(seedImage.ref(), Look.TICK, until));
        }
        return Outcome.DONE;
    }
}
