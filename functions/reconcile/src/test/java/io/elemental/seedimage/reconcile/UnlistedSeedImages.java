package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.cluster.ForwardingSeedImages;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.util.stream.Stream;

/** SeedImages of which the second list fails: the one that is made for cleaning up. */
final class UnlistedSeedImages extends ForwardingSeedImages {

    private boolean listed;

    UnlistedSeedImages(SeedImages seedImages) {
        super(seedImages);
    }

    @Override
    public Stream<SeedImage> all() {
        if (listed) {
            throw new ClusterUnavailableException("the SeedImages cannot be listed");
        }
        listed = true;
        return super.all();
    }
}
