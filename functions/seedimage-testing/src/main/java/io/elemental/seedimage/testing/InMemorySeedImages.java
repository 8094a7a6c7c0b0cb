package io.elemental.seedimage.testing;

import static java.util.Comparator.comparing;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** SeedImages in memory that keep to the rules of a Kubernetes API: every change of a spec is a new generation. */
public final class InMemorySeedImages implements SeedImages {

    private final Map<ResourceRef, SeedImage> seedImages = new TreeMap<>(comparing(ResourceRef::toString));
    private final Map<ResourceRef, SeedImageStatus> statuses = new TreeMap<>();
    private int writes;

    /** Creates a SeedImage, or replaces it as it is, generation and all. */
    public synchronized void put(SeedImage seedImage) {
        seedImages.put(seedImage.ref(), seedImage);
    }

    /** Changes the spec, and so the generation. */
    public synchronized void change(ResourceRef ref, UnaryOperator<SeedImage> change) {
        seedImages.computeIfPresent(ref, (_, now) -> {
            var changed = change.apply(now);
            return next(changed, now.generation() + 1, changed.retrigger());
        });
    }

    public synchronized void remove(ResourceRef ref) {
        seedImages.remove(ref);
        statuses.remove(ref);
    }

    /** The status as it was reported last. */
    public synchronized Optional<SeedImageStatus> status(ResourceRef ref) {
        return Optional.ofNullable(statuses.get(ref));
    }

    /** How many times a status was changed, or a retrigger acknowledged. */
    public synchronized int writes() {
        return writes;
    }

    @Override
    public synchronized Optional<SeedImage> find(ResourceRef ref) {
        return Optional.ofNullable(seedImages.get(ref));
    }

    @Override
    public synchronized Stream<SeedImage> all() {
        return List.copyOf(seedImages.values()).stream();
    }

    @Override
    public synchronized List<ResourceRef> of(ResourceRef registration) {
        return seedImages.values().stream()
                .filter(seedImage -> seedImage.registration().equals(registration))
                .map(SeedImage::ref)
                .toList();
    }

    @Override
    public synchronized void report(SeedImage seedImage, SeedImageStatus status) {
        var now = seedImages.get(seedImage.ref());
        if (now == null || !now.uid().equals(seedImage.uid()) || status.equals(statuses.put(seedImage.ref(), status))) {
            return;
        }
        writes++;
        if (now.generation() == status.observedGeneration()) {
            put(new SeedImageBuilder(now).completedAt(completedAt(now, status)).build());
        }
    }

    @Override
    public synchronized void acknowledgeRetrigger(SeedImage seedImage) {
        var now = seedImages.get(seedImage.ref());
        if (now != null && now.uid().equals(seedImage.uid()) && now.retrigger()) {
            writes++;
            put(next(now, now.generation() + 1, false));
        }
    }

    private Optional<Instant> completedAt(SeedImage seedImage, SeedImageStatus status) {
        return Optional.ofNullable(status.expiresAt())
                .flatMap(end -> seedImage.lifetime().map(end::minus));
    }

    private static SeedImage next(SeedImage spec, long generation, boolean retrigger) {
        return new SeedImageBuilder(spec)
                .generation(generation)
                .retrigger(retrigger)
                .build();
    }
}
