package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The SeedImages that exist, as they were listed. */
public final class SeedImageIndex {

    /**
     * What is kept of one SeedImage.
     *
     * @param sources the ids of its sources
     */
    private record OrderRequest(String registration, Set<String> sources) {}

    private final Map<ResourceRef, OrderRequest> wishes = new HashMap<>();

    public static SeedImageIndex list(SeedImages seedImages, SourcesOf sources) {
        var wanted = new SeedImageIndex();
        var known = new HashMap<OrderRequest, OrderRequest>(); // most are alike, and there may be many
        try (var all = seedImages.all()) {
            all.forEach(seedImage -> {
                var wish = wish(seedImage, sources);
                wanted.wishes.put(seedImage.ref(), known.computeIfAbsent(wish, first -> first));
            });
        }
        return wanted;
    }

    private static OrderRequest wish(SeedImage seedImage, SourcesOf sources) {
        return new OrderRequest(seedImage.registrationName(), sources.ids(seedImage));
    }

    /** The name of the SeedImage's registration; empty when there is no such SeedImage. */
    public Optional<String> registration(ResourceRef seedImage) {
        return Optional.ofNullable(wishes.get(seedImage)).map(OrderRequest::registration);
    }

    /** Whether a SeedImage uses a source. */
    public boolean wants(ResourceRef seedImage, String source) {
        return Optional.ofNullable(wishes.get(seedImage))
                .filter(wish -> wish.sources().contains(source))
                .isPresent();
    }

    public Set<ResourceRef> registrations() {
        var registrations = new HashSet<ResourceRef>();
        wishes.forEach((ref, wish) -> registrations.add(ref.sibling(wish.registration())));
        return registrations;
    }

    /** The sources of all SeedImages but these. */
    public Set<String> sources(Collection<ResourceRef> without) {
        var sources = new HashSet<String>();
        wishes.forEach((ref, wish) -> {
            if (!without.contains(ref)) {
                sources.addAll(wish.sources());
            }
        });
        return sources;
    }
}
