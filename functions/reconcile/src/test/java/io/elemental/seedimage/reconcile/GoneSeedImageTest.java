package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stays of a SeedImage that is gone, and what does not. */
class GoneSeedImageTest {

    private final World world = World.completed();

    @Test
    void leavesATombstoneAndItsObjectsForAWhile() {
        var identity = world.identity();
        world.seedImages.remove(World.SEED);

        var lookAgain = world.reconcile();

        assertThat(world.entry().withdrawnAt()).isEqualTo(world.clock.instant());
        assertThat(world.entry().variants()).isEmpty();
        assertThat(world.hasOverlay(identity)).isTrue();
        assertThat(lookAgain).as("the sweep removes it").isEmpty();

        world.clock.forward(Duration.ofMinutes(59));
        world.sweep("test").slice();
        assertThat(world.hasOverlay(identity)).isTrue();
        world.clock.forward(Duration.ofMinutes(1));
        world.sweep("test").slice();
        assertThat(world.hasOverlay(identity)).isFalse();
        assertThat(world.catalog.seedImage(World.RACK, "seed")).isEmpty();
    }

    @Test
    void isFoundByWhoeverHasNeverSeenIt() {
        world.seedImages.remove(World.SEED);

        world.reconciler().reconcile(World.SEED);

        assertThat(world.entry().withdrawnAt()).isNotNull();
    }

    @Test
    void tombstoneIsWrittenOnce() {
        world.seedImages.remove(World.SEED);
        world.reconcile();
        world.store.forget();

        world.clock.forward(Duration.ofMinutes(1));
        world.reconcile();

        assertThat(world.store.writes()).isEmpty();
    }

    @Test
    void oneThatNeverWasLeavesNothing() {
        assertThat(world.reconciler.reconcile(new ResourceRef("fleet", "nobody")))
                .isEmpty();

        assertThat(world.catalog.seedImage(World.RACK, "nobody")).isEmpty();
    }

    /** Whoever reaches the function can send events of names that never were. */
    @Test
    void namesThatNeverWereCostACallEachHoweverManyRegistrationsThereAre() {
        IntStream.range(0, 50)
                .forEach(n -> world.memory.put(
                        StoreKeys.entry(World.RACK.sibling("rack-" + n), "seed-" + n),
                        new byte[0],
                        new Precondition.None()));
        var cluster = new Interference(() -> {});
        var reconciler = new ReconcileSeedImage(
                cluster.on(SeedImages.class, world.seedImages),
                cluster.on(Registrations.class, world.registrations),
                cluster.on(BaseBuilds.class, world.builds),
                world.store,
                world.store,
                Granting.atOwnRisk(world.memory, NamedObjects.NONE),
                world.settings,
                world.clock);
        world.store.forget();

        IntStream.range(0, 100).forEach(n -> reconciler.reconcile(World.SEED.sibling("never-was-" + n)));

        assertThat(cluster.all()).isEqualTo(100);
        assertThat(world.store.calls()).containsExactly("list catalog/fleet/");
    }

    /** Each names a registration of its own, which need not even exist. */
    @Test
    void newOnesCostTheSameHoweverManyRegistrationsHaveEntries() {
        world.store.forget();
        var first = callsOfANewOne(0);
        IntStream.range(1, 50).forEach(this::callsOfANewOne);

        assertThat(callsOfANewOne(50)).isLessThanOrEqualTo(first);
    }

    private int callsOfANewOne(int number) {
        var ref = World.SEED.sibling("new-" + number);
        world.seedImages.put(World.like(World.seedImage(ref, "uid-new-" + number, 1))
                .registration("rack-" + number)
                .build());
        var before = world.store.calls().size();
        world.reconciler.reconcile(ref);
        return world.store.calls().size() - before;
    }

    @Test
    void oneThatWasMadeAMomentAgoIsWithdrawnAllTheSame() {
        var other = World.SEED.sibling("other");
        world.reconciler.reconcile(World.SEED.sibling("never-was"));
        world.seedImages.put(World.seedImage(other, "uid-2", 1));
        world.reconciler.reconcile(other);
        world.seedImages.remove(other);

        world.reconciler.reconcile(other);

        assertThat(world.entry(other).withdrawnAt()).isNotNull();
    }

    @Test
    void anotherOfItsNameHasATimeOfItsOwn() {
        world.clock.forward(Duration.ofHours(2));
        world.reconcile();
        world.seedImages.remove(World.SEED);
        world.seedImages.put(World.seedImage(World.SEED, "uid-2", 1));

        world.reconcile();

        assertThat(world.entry().uid()).isEqualTo("uid-2");
        assertThat(world.image().state()).isEqualTo(VariantState.READY);
        assertThat(world.entry().expiresAt()).isEqualTo(world.clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void oneThatComesBackIsServedAgain() {
        var seedImage = world.seedImages.find(World.SEED).orElseThrow();
        world.seedImages.remove(World.SEED);
        world.reconcile();
        world.clock.forward(Duration.ofHours(3));
        world.seedImages.put(seedImage);

        world.reconcile();

        assertThat(world.entry().withdrawnAt()).isNull();
        assertThat(world.image().state()).isEqualTo(VariantState.READY);
        assertThat(world.hasOverlay(world.identity())).isTrue();
    }

    @Test
    void nothingOfItStaysUnderARegistrationThatItIsNoLongerFor() {
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).registration("shelf").build());

        world.reconcile();

        assertThat(world.entry().withdrawnAt()).isNotNull();
        assertThat(world.entry().retiring()).isEmpty();
        assertThat(world.catalog.seedImage(World.RACK.sibling("shelf"), "seed").map(Versioned::value))
                .hasValueSatisfying(entry -> assertThat(entry.withdrawnAt()).isNull());
    }
}
