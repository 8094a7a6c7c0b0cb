package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.Precondition;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImageState;
import io.elemental.seedimage.rules.StoreUnavailableException;
import java.time.Duration;
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

        assertThat(world.store.calls()).isEmpty();
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
