package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.reconcile.facts.SourcesOf;
import io.elemental.seedimage.reconcile.queue.KeptBuilds;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;

/** Two reconcilers meet over one thing, at the one call where that may do harm: chance alone hardly ever does. */
final class Meetings {

    private final Places places;
    private final Random random;
    private final List<String> told;

    Meetings(Places places, Random random, List<String> told) {
        this.places = places;
        this.random = random;
        this.told = told;
    }

    /** Two of equal content have one image: the time of one is over just when the other's is made. */
    void twins(String uid, Runnable timePasses) {
        var mortal = seedImages().stream()
                .filter(seedImage -> seedImage.cleanupAfterMinutes() > 0)
                .toList();
        if (mortal.isEmpty()) {
            return;
        }
        var older = mortal.get(random.nextInt(mortal.size()));
        var ref = older.ref();
        var twin = ref.sibling(ref.name().equals("twin") ? "a" : "twin");
        places.site.delete(twin);
        places.site.create(World.like(older)
                .at(twin, uid)
                .minutes(0)
                .retrigger(false)
                .createdAt(places.clock.instant())
                .build());
        timePasses.run();
        told.add("twins: %s, %s".formatted(ref, twin));
        meet(
                new Change.SeedImageChanged(twin),
                (method, key) -> method.equals("put") && key.endsWith("/overlay.json"),
                new Change.SeedImageChanged(ref));
    }

    /** A build has ended, and one records it just when the other has read that it is under way. */
    void endSeenTwice(String build, Runnable ends) {
        var id = SourceState.idOf(build);
        var sources = new SourcesOf(places.settings);
        var waiting = seedImages().stream()
                .filter(seedImage -> sources.ids(seedImage).contains(id))
                .toList();
        if (waiting.isEmpty() || !isUnderWay(build)) {
            return;
        }
        var ref = waiting.get(random.nextInt(waiting.size())).ref();
        ends.run();
        told.add("seen twice: %s, %s".formatted(build, ref));
        meet(
                new Change.SeedImageChanged(ref),
                (method, key) -> method.equals("get") && key.equals(StoreKeys.source(id)),
                new Change.BaseBuildChanged(build));
        if (!isUnderWay(build)) {
            assertThat(places.site.builds().all())
                    .as("what ended is not built again")
                    .doesNotContain(build);
        }
    }

    /** One follows the first change; right after its first call of this kind, the other follows the second. */
    private void meet(Change first, BiPredicate<String, String> call, Change second) {
        var one = random.nextInt(2);
        places.interference.atFirst(
                call, true, () -> places.reconcilers.get(1 - one).follow(second));
        try {
            var _ = places.reconcilers.get(one).follow(first);
        } finally {
            places.interference.none();
        }
    }

    private boolean isUnderWay(String build) {
        return new StoredBases(places.site.store())
                .source(SourceState.idOf(build))
                .map(Versioned::value)
                .filter(KeptBuilds::underWay)
                .filter(source -> KeptBuilds.newest(source).equals(build))
                .isPresent();
    }

    private List<SeedImage> seedImages() {
        try (var refs = places.site.seedImages().refs()) {
            return refs.flatMap(ref -> places.site.seedImages().find(ref).stream())
                    .toList();
        }
    }
}
