package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.SourceId;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.queue.KeptBuilds;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom a change concerns. */
class FollowChangeTest {

    private final World world = new World();
    private final FollowChange follow =
            new FollowChange(world.reconciler, world.seedImages, world.builds, world.settings, world.clock);

    @Test
    void changedSeedImageConcernsItself() {
        assertThat(follow.follow(new Change.SeedImageChanged(World.SEED))).isEqualTo(Outcome.DONE);

        assertThat(world.status().state()).isEqualTo(SeedImageState.STARTED);
    }

    @Test
    void unknownSeedImageConcernsNobody() {
        assertThat(follow.follow(new Change.SeedImageChanged(World.SEED.sibling("nobody"))))
                .isEqualTo(Outcome.DONE);

        assertThat(world.store.writes()).isEmpty();
    }

    @Test
    void endedBuildConcernsWhoWaitsForItsSource() {
        var other = World.SEED.sibling("other");
        var elsewhere = World.SEED.sibling("elsewhere");
        world.seedImages.put(World.seedImage(other, "uid-2", 1));
        world.seedImages.put(World.like(World.seedImage(elsewhere, "uid-3", 1))
                .baseImage("https://mirror.example/another.iso")
                .build());
        world.reconcile();
        world.builder.prepare(world.build(1));

        follow.follow(new Change.BaseBuildChanged(world.build(1)));

        assertThat(world.entry().state()).isEqualTo(SeedImageState.COMPLETED);
        assertThat(world.entry(other).state()).isEqualTo(SeedImageState.COMPLETED);
        assertThat(world.catalog.seedImage(World.RACK, "elsewhere")).isEmpty();
    }

    @Test
    void runningBuildAsksForNothing() {
        world.reconcile();
        world.store.forget();

        follow.follow(new Change.BaseBuildChanged(world.build(1)));
        follow.follow(new Change.BaseBuildChanged("nonsense"));

        assertThat(world.store.calls()).containsExactly("get " + StoreKeys.source(world.sourceId()));
    }

    @Test
    void buildThatNobodyStartedCostsOneReadAndNoList() {
        world.complete();
        var cluster = new Interference(() -> {});
        var counted = counted(cluster);
        world.store.forget();

        IntStream.range(1, 101)
                .forEach(n -> counted.follow(new Change.BaseBuildChanged(String.format(Locale.ROOT, "%032x-1", n))));
        IntStream.range(2, 102).forEach(n -> counted.follow(new Change.BaseBuildChanged(world.build(n))));

        assertThat(world.store.calls()).hasSize(200).allMatch(call -> call.startsWith("get sources/"));
        assertThat(cluster.all()).isZero();
    }

    @Test
    void buildWhoseEndWasToldCostsOneRead() {
        world.complete();
        var cluster = new Interference(() -> {});
        var counted = counted(cluster);
        var told = new Change.BaseBuildChanged(world.build(1));
        counted.follow(told);
        var before = cluster.all();
        world.store.forget();

        IntStream.range(0, 100).forEach(_ -> assertThat(counted.follow(told)).isEqualTo(Outcome.DONE));

        assertThat(world.store.calls()).hasSize(100).containsOnly("get " + StoreKeys.source(world.sourceId()));
        assertThat(cluster.all()).isEqualTo(before);
    }

    @Test
    void whoHeardOfAnEndEarlierDoesNotTakeItFromTheOthers() {
        var other = World.SEED.sibling("other");
        world.seedImages.put(World.seedImage(other, "uid-2", 1));
        world.reconcile();
        world.builder.prepare(world.build(1));
        follow.follow(new Change.SeedImageChanged(World.SEED));
        assertThat(KeptBuilds.underWay(world.source())).isFalse();

        follow.follow(new Change.BaseBuildChanged(world.build(1)));

        assertThat(world.entry(other).state()).isEqualTo(SeedImageState.COMPLETED);
    }

    /** The third build of a namespace waits, and whoever reaches the function can name it. */
    @Test
    void buildThatWaitsIsNoReasonToListAll() {
        IntStream.range(0, 3).forEach(n -> {
            var ref = World.SEED.sibling("n-" + n);
            world.seedImages.put(World.like(World.seedImage(ref, "uid-n" + n, 1))
                    .baseImage("https://mirror.example/%s.iso".formatted(n))
                    .build());
            world.reconciler.reconcile(ref);
        });
        var cluster = new Interference(() -> {});
        var counted = counted(cluster);
        var waiting = SourceId.of("https://mirror.example/2.iso", "linux/amd64", "iso", world.settings.slots());
        assertThat(world.builds.unfinished()).hasSize(2);

        IntStream.range(0, 100)
                .forEach(_ -> assertThat(counted.follow(new Change.BaseBuildChanged(waiting + "-1")))
                        .isEqualTo(Outcome.DONE));

        assertThat(cluster.all("all")).isZero();
        assertThat(cluster.all("stateOf")).isEqualTo(100);
    }

    /** As when the store does not take what its builder left. */
    @Test
    void buildWhoseEndCannotBeRecordedIsToldOnceUntilTheSweepComes() {
        world.reconcile();
        world.builder.prepare(world.build(1));
        world.chokeOn("complete " + StoreKeys.baseImage(world.build(1)));
        var cluster = new Interference(() -> {});
        var counted = counted(cluster);

        IntStream.range(0, 100).forEach(_ -> counted.follow(new Change.BaseBuildChanged(world.build(1))));

        assertThat(cluster.all("all")).isEqualTo(3);
        assertThat(KeptBuilds.underWay(world.source())).isTrue();
    }

    @Test
    void buildWhoseJobWasDeletedGivesItsPlaceAndIsToldWhenItEnds() {
        world.reconcile();
        var change = new Change.BaseBuildChanged(world.build(1));
        world.builds.remove(world.build(1));
        assertThat(follow.follow(change)).isEqualTo(Outcome.DONE);
        world.reconcile();
        world.builder.prepare(world.build(1));

        assertThat(follow.follow(change)).isEqualTo(Outcome.DONE);

        assertThat(world.entry().state()).isEqualTo(SeedImageState.COMPLETED);
    }

    private FollowChange counted(Interference cluster) {
        return new FollowChange(
                world.reconciler,
                cluster.on(SeedImages.class, world.seedImages),
                cluster.on(BaseBuilds.class, world.builds),
                world.settings,
                world.clock);
    }

    @Test
    void changedRegistrationConcernsItsSeedImagesAsFarAsThereIsTime() {
        world.complete();
        IntStream.range(0, 20).forEach(n -> {
            var ref = new ResourceRef("fleet", "n-" + n);
            world.seedImages.put(World.seedImage(ref, "uid-n" + n, 1));
        });
        world.store.beforeWrite(() -> world.clock.forward(Duration.ofSeconds(2)));
        var change = new Change.RegistrationChanged(World.RACK);

        assertThat(follow.follow(change)).isEqualTo(Outcome.LEFT_OVER);
        var deliveries = 1;
        while (follow.follow(change) == Outcome.LEFT_OVER) {
            deliveries++;
        }

        assertThat(deliveries).isBetween(1, 10);
        IntStream.range(0, 20)
                .forEach(n -> assertThat(
                                world.entry(new ResourceRef("fleet", "n-" + n)).state())
                        .isEqualTo(SeedImageState.COMPLETED));
    }

    @Test
    void oneThatFailsByItselfKeepsItsSiblingsNotWaiting() {
        world.complete();
        var poison = World.SEED.sibling("a-poison");
        var last = World.SEED.sibling("z-last");
        world.seedImages.put(World.seedImage(poison, "uid-2", 1));
        world.seedImages.put(World.seedImage(last, "uid-3", 1));
        world.memory.put(StoreKeys.entry(World.RACK, "a-poison"), new byte[] {'x'}, new Precondition.None());

        assertThat(follow.follow(new Change.RegistrationChanged(World.RACK))).isEqualTo(Outcome.DONE);

        assertThat(world.entry(last).state()).isEqualTo(SeedImageState.COMPLETED);
    }

    @Test
    void outageIsNobodysFault() {
        world.memory.setAvailable(false);

        assertThatThrownBy(() -> follow.follow(new Change.RegistrationChanged(World.RACK)))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
