package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.ResourceRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** SeedImages that do what others do; a subclass overrides what it does otherwise. */
public abstract class ForwardingSeedImages implements SeedImages {

    private final SeedImages seedImages;

    protected ForwardingSeedImages(SeedImages seedImages) {
        this.seedImages = seedImages;
    }

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
        seedImages.report(seedImage, status);
    }

    @Override
    public void acknowledgeRetrigger(SeedImage seedImage) {
        seedImages.acknowledgeRetrigger(seedImage);
    }
}
