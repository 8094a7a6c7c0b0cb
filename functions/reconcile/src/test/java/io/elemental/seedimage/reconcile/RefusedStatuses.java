package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.ForwardingSeedImages;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.util.List;

/** SeedImages of which some have no status that the API server would take. */
final class RefusedStatuses extends ForwardingSeedImages {

    private final List<ResourceRef> refused;

    RefusedStatuses(SeedImages seedImages, List<ResourceRef> refused) {
        super(seedImages);
        this.refused = refused;
    }

    @Override
    public void report(SeedImage seedImage, SeedImageStatus status) {
        if (refused.contains(seedImage.ref())) {
            throw new ClusterRefusedException("the status is refused", new IllegalStateException("422"));
        }
        super.report(seedImage, status);
    }
}
