package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.testing.InMemoryBaseBuilds;
import io.elemental.seedimage.testing.InMemoryRegistrations;
import io.elemental.seedimage.testing.InMemorySeedImages;
import io.elemental.seedimage.testing.InMemoryStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Everything in memory. */
record MemorySite(
        InMemorySeedImages seedImages,
        InMemoryRegistrations registrations,
        InMemoryBaseBuilds builds,
        InMemoryStore store)
        implements Site {

    /** A sweep writes its document when it takes the lease, and when it gives it back. */
    private static final int WRITES_OF_A_SLICE = 2;

    MemorySite(InstantSource clock) {
        this(new InMemorySeedImages(), new InMemoryRegistrations(), new InMemoryBaseBuilds(), new InMemoryStore(clock));
    }

    @Override
    public InMemoryStore uploads() {
        return store;
    }

    @Override
    public InMemoryStore links() {
        return store;
    }

    @Override
    public Workshop workshop() {
        return new MemoryWorkshop(builds, store);
    }

    @Override
    public void create(SeedImage seedImage) {
        seedImages.put(seedImage);
    }

    @Override
    public void change(ResourceRef ref, UnaryOperator<SeedImage> change) {
        seedImages.change(ref, change);
    }

    @Override
    public void mark(ResourceRef ref, String mark) {
        seedImages
                .find(ref)
                .ifPresent(seedImage -> seedImages.put(World.like(seedImage)
                        .mark(mark)
                        .completedAt(seedImage.completedAt())
                        .build()));
    }

    @Override
    public void delete(ResourceRef ref) {
        seedImages.remove(ref);
    }

    @Override
    public Optional<SeedImageStatus> status(ResourceRef ref) {
        return seedImages.status(ref);
    }

    @Override
    public void register(Registration registration) {
        registrations.put(registration);
    }

    @Override
    public void unregister(ResourceRef registration) {
        registrations.remove(registration);
    }

    @Override
    public int unfinishedUploads() {
        return store.unfinishedUploads();
    }

    @Override
    public Object now() {
        return store.writes() + seedImages.writes();
    }

    @Override
    public boolean onlySweptSince(Object before) {
        return now().equals((Integer) before + WRITES_OF_A_SLICE);
    }

    @Override
    public void close() {}
}
