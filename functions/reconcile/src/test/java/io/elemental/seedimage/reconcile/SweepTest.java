package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredInstallation;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.reconcile.sweep.Sweep;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the sweep repairs, removes and leaves alone. */
class SweepTest {

    private static final SweepSettings SETTINGS =
            new SweepSettings(Duration.ofSeconds(45), Duration.ofHours(1), Duration.ofDays(7), 0, Duration.ZERO);

    private final World world = World.completed();
    private final Sweep sweep = world.sweep(SETTINGS, "one");

    @Test
    void findsASeedImageOfWhichNoEventCame() {
        var other = World.SEED.sibling("other");
        world.seedImages.put(World.seedImage(other, "uid-2", 1));

        assertThat(sweep.slice()).isEqualTo(Outcome.DONE);

        assertThat(world.entry(other).downloadURL()).isNotNull();
    }

    @Test
    void withdrawsASeedImageWhoseDeletionWasNotHeardOf() {
        var identity = world.identity();
        world.seedImages.remove(World.SEED);

        sweep.slice();

        assertThat(world.entry().withdrawnAt()).isNotNull();
        assertThat(world.hasOverlay(identity)).isTrue();
        world.clock.forward(Duration.ofHours(1));
        sweep.slice();
        assertThat(world.hasOverlay(identity)).isFalse();
        assertThat(world.catalog.seedImage(World.RACK, "seed")).isEmpty();
    }

    @Test
    void makesAnImageAnewThatIsGoneFromTheStore() {
        world.memory.delete(StoreKeys.overlay(world.identity()));

        sweep.slice();

        assertThat(world.hasOverlay(world.identity())).isTrue();
        assertThat(world.builds.started()).isEqualTo(1);
    }

    @Test
    void buildsABaseAnewThatIsGoneFromTheStore() {
        world.memory.delete(StoreKeys.manifest(world.build(1)));

        sweep.slice();

        assertThat(world.builds.all()).containsExactly(world.build(2));
    }

    @Test
    void writesNothingButItsLeaseWhenAllIsAsItShouldBe() {
        world.store.forget();
        var statuses = world.seedImages.writes();

        IntStream.range(0, 10).forEach(_ -> sweep.slice());

        assertThat(world.store.writes()).hasSize(20).containsOnly("put " + StoreKeys.SWEEP);
        assertThat(world.seedImages.writes()).isEqualTo(statuses);
    }

    @Test
    void renewsWhenTheRegistrationWasSeenLast() {
        world.clock.forward(Duration.ofMinutes(20));

        sweep.slice();

        assertThat(world.registrationEntry().checkedAt()).isEqualTo(world.clock.instant());
    }

    @Test
    void keepsLeftoversThatAreYoungAndRemovesThoseThatAreOld() {
        var left = "ab".repeat(32);
        world.memory.put(StoreKeys.overlay(left), bytes(), new Precondition.None());
        world.memory.put(StoreKeys.baseImage("f".repeat(32) + "-1"), bytes(), new Precondition.None());
        world.memory.put("uploads/fleet/own.iso", bytes(), new Precondition.None());

        world.clock.forward(Duration.ofMinutes(59));
        sweep.slice();
        assertThat(keys("images/")).contains(StoreKeys.overlay(left));
        world.clock.forward(Duration.ofMinutes(1));
        sweep.slice();

        assertThat(keys("images/")).isEmpty(); // and the SeedImage has expired
        assertThat(keys("bases/")).noneMatch(key -> key.contains("ffff"));
        assertThat(keys("uploads/")).containsExactly("uploads/fleet/own.iso");
    }

    @Test
    void goesOnWhereTimeWasOver() {
        IntStream.range(0, 5).forEach(n -> {
            var ref = new ResourceRef("fleet", "n-" + n);
            world.seedImages.put(World.seedImage(ref, "uid-n" + n, 1));
        });
        world.store.beforeWrite(() -> world.clock.forward(Duration.ofSeconds(20)));

        assertThat(sweep.slice()).isEqualTo(Outcome.LEFT_OVER);
        var slices = 1;
        while (sweep.slice() == Outcome.LEFT_OVER) {
            slices++;
        }

        assertThat(slices).isBetween(2, 10);
        IntStream.range(0, 5)
                .forEach(n -> assertThat(world.entry(new ResourceRef("fleet", "n-" + n)))
                        .isNotNull());
    }

    @Test
    void oneThatCannotBeReconciledKeepsNobodyWaiting() {
        var poison = new ResourceRef("fleet", "a-poison");
        var last = new ResourceRef("fleet", "z-last");
        world.seedImages.put(World.seedImage(poison, "uid-2", 1));
        world.seedImages.put(World.seedImage(last, "uid-3", 1));
        world.memory.put(StoreKeys.entry(World.RACK, "a-poison"), bytes(), new Precondition.None());

        assertThat(sweep.slice()).isEqualTo(Outcome.DONE);

        assertThat(world.entry(last).downloadURL()).isNotNull();
    }

    @Test
    void doesNothingWhileAnotherIsAtIt() {
        var other = world.sweep(SETTINGS, "other");
        world.seedImages.remove(World.SEED);
        world.store.beforeWrite(() -> {
            if (world.store.writes().getLast().endsWith("entry.json")) {
                world.store.beforeWrite(() -> {});
                assertThat(other.slice()).isEqualTo(Outcome.DONE);
                assertThat(world.entry().withdrawnAt()).isNull();
            }
        });

        sweep.slice();

        assertThat(world.entry().withdrawnAt()).isNotNull();
    }

    @Test
    void takesOverFromOneThatDied() {
        var documents = new StoredInstallation(world.memory);
        world.store.afterWrite(() -> {
            throw new StoreUnavailableException("gone");
        });
        assertThatThrownBy(sweep::slice).isInstanceOf(StoreUnavailableException.class);
        world.store.afterWrite(() -> {});
        world.seedImages.remove(World.SEED);

        sweep.slice();
        assertThat(world.entry().withdrawnAt()).isNull();
        world.clock.forward(Duration.ofMinutes(1));
        sweep.slice();

        assertThat(world.entry().withdrawnAt()).isNotNull();
        assertThat(documents.sweep().orElseThrow().value().after()).isNull();
    }

    @Test
    void deletesNothingWhenSomethingCannotBeListed() {
        world.seedImages.remove(World.SEED);
        world.clock.forward(Duration.ofDays(30));
        var broken = new Sweep(
                world.reconciler,
                new UnlistedSeedImages(world.seedImages),
                world.builds,
                world.store,
                world.store,
                world.settings,
                SETTINGS,
                "broken",
                world.clock);
        var before = keys("");

        assertThatThrownBy(broken::slice).hasMessage("the SeedImages cannot be listed");

        assertThat(keys("")).containsAll(before);
    }

    @Test
    void unusedBaseIsCondemnedThenDeletedAndPardonedWhenSomebodyUsesIt() {
        world.seedImages.remove(World.SEED);
        sweep.slice();
        world.clock.forward(Duration.ofHours(1));
        sweep.slice();
        assertThat(condemnedAt()).isPresent();

        world.clock.forward(Duration.ofDays(6));
        world.seedImages.put(World.seedImage(World.SEED, "uid-2", 1));
        world.reconcile();
        assertThat(condemnedAt()).isEmpty();
        assertThat(world.builds.started()).isEqualTo(1);

        world.seedImages.remove(World.SEED);
        for (var days = 0; days < 3; days++) {
            sweep.slice();
            world.clock.forward(Duration.ofDays(7));
        }
        sweep.slice();
        assertThat(keys("")).containsExactly(StoreKeys.BUILDS, StoreKeys.SWEEP);
    }

    @Test
    void cacheLimitMakesRoomEarlier() {
        var small = world.sweep(
                new SweepSettings(Duration.ofSeconds(45), Duration.ofHours(1), Duration.ofDays(7), 1, Duration.ZERO),
                "one");
        world.seedImages.remove(World.SEED);
        small.slice();
        world.clock.forward(Duration.ofMinutes(59));
        small.slice();
        assertThat(keys("bases/")).isNotEmpty();

        world.clock.forward(Duration.ofMinutes(1));
        small.slice();

        assertThat(keys("bases/")).isEmpty();
    }

    private Optional<Object> condemnedAt() {
        return world.bases
                .manifest(world.build(1))
                .map(manifest -> manifest.value().condemnedAt());
    }

    private List<String> keys(String prefix) {
        return world.memory.list(prefix).map(ObjectInfo::key).toList();
    }

    private static byte[] bytes() {
        return "x".getBytes(StandardCharsets.US_ASCII);
    }
}
