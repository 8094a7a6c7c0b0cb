package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.testing.InMemorySeedImages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** SeedImages of which some have no status that the API server would take. */
record RefusedStatuses(InMemorySeedImages seedImages, List<ResourceRef> refused) implements SeedImages {

    @Override
    public Optional<SeedImage> find(ResourceRef ref) {
        return seedImages.find(ref);
    }

    @Override
    public Stream<SeedImage> all() {
        return seedImages.all();
    }

    @Override
    public List<ResourceRef> of(ResourceRef registration) {
        return seedImages.of(registration);
    }

    @Override
    public void report(SeedImage seedImage, SeedImageStatus status) {
        if (refused.contains(seedImage.ref())) {
            throw new ClusterRefusedException("the status is refused", new IllegalStateException("422"));
        }
        seedImages.report(seedImage, status);
    }

    @Override
    public void acknowledgeRetrigger(SeedImage seedImage) {
        seedImages.acknowledgeRetrigger(seedImage);
    }
}
