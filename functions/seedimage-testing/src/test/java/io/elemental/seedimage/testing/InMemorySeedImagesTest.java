package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImages;

class InMemorySeedImagesTest implements SeedImagesContract {

    private final InMemorySeedImages seedImages = new InMemorySeedImages();

    @Override
    public SeedImages seedImages() {
        return seedImages;
    }

    @Override
    public void create(SeedImage seedImage) {
        seedImages.put(seedImage);
    }

    @Override
    public void remove(ResourceRef ref) {
        seedImages.remove(ref);
    }

    @Override
    public String version(ResourceRef ref) {
        return String.valueOf(seedImages.writes());
    }
}
