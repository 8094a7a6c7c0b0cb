package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.Superseded;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What readers of the catalog can see between any two writes. */
class CatalogTest {

    private final World world = new World();

    @Test
    void neverPointsAtWhatIsNotThere() {
        world.publicStore();
        world.builder.front = 6 * 1024 * 1024;
        var looks = new AtomicInteger();
        world.store.afterWrite(() -> {
            looks.incrementAndGet();
            checkCatalog();
        });

        live();

        assertThat(looks).hasValueGreaterThan(40);
        assertThat(world.image().state()).isEqualTo(VariantState.READY);
    }

    @Test
    void registrationInTheCatalogOnlyGetsNewer() {
        var seen = new ArrayList<Instant>();
        world.store.afterWrite(() -> world.catalog
                .registration(World.RACK)
                .ifPresent(entry -> seen.add(entry.value().checkedAt())));

        live();

        assertThat(seen).isSorted();
    }

    @Test
    void startsOverWhenSomebodyElseWritesFirst() {
        world.complete();
        var interfered = new AtomicInteger();
        world.store.beforeWrite(() -> {
            if (world.store.writes().getLast().equals("put " + StoreKeys.entry(World.RACK, "seed"))
                    && interfered.getAndIncrement() < 3) {
                touch();
            }
        });
        world.registrations.put(World.registration(World.KEY, "elsewhere"));

        world.reconcile();

        assertThat(interfered).hasValue(4);
        assertThat(world.entry().registrationHash())
                .isEqualTo(world.registrationEntry().hash());
        assertThat(world.image().state()).isEqualTo(VariantState.READY);
    }

    @Test
    void givesWayWhenOthersNeverStopWriting() {
        world.complete();
        world.store.beforeWrite(() -> {
            if (world.store.writes().getLast().equals("put " + StoreKeys.entry(World.RACK, "seed"))) {
                touch();
            }
        });
        world.registrations.put(World.registration(World.KEY, "elsewhere"));

        assertThat(world.reconcile()).hasValue(world.clock.instant());
    }

    @Test
    void isCompletedBeforeItIsComposed() {
        world.publicStore();
        world.builder.front = 6 * 1024 * 1024;
        world.reconcile();
        world.builder.prepare(world.build(1));
        var states = new ArrayList<SeedImageState>();
        world.store.afterWrite(() -> {
            if (world.store.writes().getLast().startsWith("complete images/")) {
                states.add(world.status().state());
            }
        });

        world.reconcile();

        assertThat(states).containsExactly(SeedImageState.COMPLETED);
        assertThat(world.ready().composed()).isTrue();
        assertThat(world.memory.head(StoreKeys.composedImage(world.identity()))).isPresent();
    }

    @Test
    void composesOnlyWhereItIsWanted() {
        world.complete();
        assertThat(world.ready().composed())
                .as("clients cannot reach the store")
                .isFalse();

        world.seedImages.change(
                World.SEED, seed -> World.like(seed).delivery(Delivery.REDIRECT).build());
        world.reconcile();
        assertThat(world.ready().composed()).isTrue();

        var proxied = new World();
        proxied.publicStore();
        proxied.seedImages.change(
                World.SEED, seed -> World.like(seed).delivery(Delivery.PROXY).build());
        proxied.complete();
        assertThat(proxied.ready().composed()).isFalse();
    }

    @Test
    void looksAgainAtOnceWhenThereWasNoTimeToCompose() {
        world.settings = World.settings(true, Duration.ZERO);
        world.reconciler = world.reconciler();
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).delivery(Delivery.REDIRECT).build());
        world.reconcile();
        world.builder.prepare(world.build(1));

        assertThat(world.reconcile()).as("the result is recorded").hasValue(world.clock.instant());
        assertThat(world.reconcile()).as("the image is made").hasValue(world.clock.instant());

        assertThat(world.image().state()).isEqualTo(VariantState.READY);
        assertThat(world.ready().composed()).isFalse();
        world.clock.forward(Duration.ofHours(1));
        world.sweep("test").slice();
        assertThat(world.memory.unfinishedUploads()).as("expired").isZero();
        assertThat(world.memory.list("images/")).isEmpty();
    }

    @Test
    void conditionKeepsItsTimeWhileItsStatusStays() {
        world.complete();
        var since = world.status().conditions().getFirst().lastTransitionTime();
        world.clock.forward(Duration.ofMinutes(7));
        world.seedImages.change(World.SEED, seed -> World.like(seed).minutes(9).build());

        world.reconcile();

        assertThat(world.status().observedGeneration()).isEqualTo(2);
        assertThat(world.status().conditions().getFirst().lastTransitionTime()).isEqualTo(since);
    }

    /** A life with everything in it. */
    private void live() {
        world.complete();
        world.registrations.put(World.registration(World.KEY, "elsewhere"));
        world.reconcile();
        world.seedImages.change(
                World.SEED,
                seed -> World.like(seed)
                        .cloudConfig(Map.of("write_files", List.of()))
                        .build());
        world.reconcile();
        world.registrations.put(World.registration(World.OTHER_KEY, "elsewhere"));
        world.reconcile();
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).retrigger(true).build());
        world.reconcile();
        world.builder.prepare(world.build(2));
        world.reconcile();
        world.clock.forward(Duration.ofHours(1));
        world.reconcile();
        world.registrations.remove(World.RACK);
        world.reconcile();
        world.registrations.put(World.registration(World.KEY, "workdir"));
        var seedImage = world.seedImages.find(World.SEED).orElseThrow();
        world.seedImages.remove(World.SEED);
        world.reconcile();
        world.clock.forward(Duration.ofHours(1));
        world.reconcile();
        world.seedImages.put(World.like(seedImage).uid("uid-9").build());
        world.reconcile();
    }

    private void checkCatalog() {
        var entry = world.catalog.seedImage(World.RACK, "seed").map(Versioned::value);
        entry.map(CatalogEntry::variants).orElse(List.of()).stream()
                .flatMap(image -> image.ready().stream())
                .forEach(image -> {
                    checkImage(image);
                    assertThat(entry.orElseThrow().withdrawnAt()).isNull();
                });
        entry.map(CatalogEntry::retiring).orElse(List.of()).stream()
                .filter(image -> image.until().isAfter(world.clock.instant()))
                .map(Superseded::identity)
                .forEach(identity -> assertThat(world.hasOverlay(identity)).isTrue());
    }

    private void checkImage(CatalogVariant.Ready image) {
        var identity = image.identity();
        var build = image.build();
        assertThat(world.hasOverlay(identity)).isTrue();
        assertThat(world.bases.manifest(build)).isPresent();
        assertThat(world.memory.head(StoreKeys.baseImage(build))).isPresent();
        if (image.composed()) {
            assertThat(world.memory.head(StoreKeys.composedImage(identity))).isPresent();
        }
    }

    /** Writes the entry as another reconciler might. */
    private void touch() {
        var stored = world.catalog.seedImage(World.RACK, "seed").orElseThrow();
        var entry = stored.value();
        var retiring = new ArrayList<>(entry.retiring());
        retiring.add(new Superseded(
                String.format(Locale.ROOT, "%064x", retiring.size()),
                world.clock.instant().plusSeconds(600)));
        world.catalog.put(entry.with(entry.variants(), retiring), new Precondition.Unchanged(stored.etag()));
    }
}
