package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.testing.InMemorySeedImages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** SeedImages of which the second list fails: the one that is made for cleaning up. */
final class UnlistedSeedImages implements SeedImages {

    private final InMemorySeedImages seedImages;
    private boolean listed;

    UnlistedSeedImages(InMemorySeedImages seedImages) {
        this.seedImages = seedImages;
    }

    @Override
    public Optional<SeedImage> find(ResourceRef ref) {
        return seedImages.find(ref);
    }

    @Override
    public Stream<SeedImage> all() {
        if (listed) {
            throw new ClusterUnavailableException("the SeedImages cannot be listed");
        }
        listed = true;
        return seedImages.all();
    }

    @Override
    public List<ResourceRef> of(ResourceRef registration) {
        return seedImages.of(registration);
    }

    @Override
    public void report(SeedImage seedImage, SeedImageStatus status) {
        seedImages.report(seedImage, status);
    }

    @Override
    public void acknowledgeRetrigger(SeedImage seedImage) {
        seedImages.acknowledgeRetrigger(seedImage);
    }
}
