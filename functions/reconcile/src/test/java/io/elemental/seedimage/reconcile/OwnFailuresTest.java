package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.queue.KeptBuilds;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one SeedImage alone fails with keeps nobody else waiting. */
class OwnFailuresTest {

    private final World world = new World();

    OwnFailuresTest() {
        world.reconcile();
    }

    @Test
    void sweepGetsPastABuildThatTheStoreChokesOn() {
        var own = world.ownFailures;
        var last = World.SEED.sibling("z-last");
        world.seedImages.put(World.like(World.seedImage(last, "uid-2", 1))
                .baseImage("https://mirror.example/another.iso")
                .build());
        world.reconciler.reconcile(last);
        world.builder.prepare(world.build(1));
        world.builds.all().stream()
                .filter(build -> !build.equals(world.build(1)))
                .forEach(world.builder::prepare);
        world.chokeOn("complete " + StoreKeys.baseImage(world.build(1)));

        assertThat(world.sweep("one").slice()).isEqualTo(Outcome.DONE);

        assertThat(world.entry(last).state()).isEqualTo(SeedImageState.COMPLETED);
        assertThat(own).containsExactly("StoreUnavailableException");
    }

    @Test
    void eventsOfABuildThatTheStoreChokesOnEndAndSoDoesTheAttempt() {
        var follow = new FollowChange(world.reconciler, world.seedImages, world.builds, world.settings, world.clock);
        var change = new Change.SeedImageChanged(World.SEED);
        world.builder.prepare(world.build(1));
        world.chokeOn("complete " + StoreKeys.baseImage(world.build(1)));

        assertThat(Stream.generate(() -> follow.follow(change)).limit(4))
                .containsExactly(Outcome.LEFT_OVER, Outcome.LEFT_OVER, Outcome.DONE, Outcome.DONE);
        world.clock.forward(Duration.ofHours(1));
        assertThat(follow.follow(change)).isEqualTo(Outcome.DONE);

        assertThat(Objects.requireNonNull(world.source().failure()).message())
                .isEqualTo("The store did not take the builder's result within an hour.");
        assertThat(world.memory.unfinishedUploads()).isZero();
    }

    /** As of one that its builder encrypted with a key of its own: the store answers 400 to whoever has it not. */
    @Test
    void attemptWhoseResultCanNeverBeReadEndsAndMayBeRetriggered() {
        var follow = new FollowChange(world.reconciler, world.seedImages, world.builds, world.settings, world.clock);
        var change = new Change.SeedImageChanged(World.SEED);
        var result = StoreKeys.result(world.build(1));
        world.clock.forward(Duration.ofHours(2));
        world.builder.prepare(world.build(1));
        world.store.leaveUnanswered(call -> call.equals("get " + result) || call.equals("head " + result));

        world.clock.forward(Duration.ofMinutes(59));
        assertThat(Stream.generate(() -> follow.follow(change)).limit(4))
                .containsExactly(Outcome.LEFT_OVER, Outcome.LEFT_OVER, Outcome.DONE, Outcome.DONE);
        assertThat(KeptBuilds.underWay(world.source())).isTrue();
        world.clock.forward(Duration.ofMinutes(1));
        assertThat(follow.follow(change)).isEqualTo(Outcome.DONE);

        assertThat(Objects.requireNonNull(world.source().failure()).message())
                .isEqualTo("The builder's result could not be read within an hour.");
        assertThat(world.memory.unfinishedUploads()).isZero();
        world.change(seed -> seed.retrigger(true));
        follow.follow(change);
        assertThat(world.builds.all()).containsExactly(world.build(2));
    }

    /** The store takes headers that nobody signed, so also what encrypts an object with a key of the builder's. */
    @Test
    void progressThatCanNeverBeReadKeepsNobodyFromBeingLookedAt() {
        world.store.leaveUnanswered(("get " + StoreKeys.progress(world.build(1)))::equals);

        assertThat(world.sweep("one").slice()).isEqualTo(Outcome.DONE);

        assertThat(world.ownFailures).isEmpty();
        assertThat(world.message("SeedImageReady")).isEqualTo("Base %s is being built.", world.build(1));
    }

    @Test
    void stackThatOverflowsIsThatSeedImagesOwn() {
        var last = World.SEED.sibling("z-last");
        world.seedImages.put(World.seedImage(last, "uid-2", 1));
        world.builder.prepare(world.build(1));
        world.store.beforeWrite(() -> {
            if (world.store.writes().getLast().endsWith("/seed/entry.json")) {
                throw new StackOverflowError();
            }
        });

        assertThat(world.sweep("one").slice()).isEqualTo(Outcome.DONE);

        assertThat(world.entry(last).state()).isEqualTo(SeedImageState.COMPLETED);
        assertThat(world.ownFailures).containsExactly("StackOverflowError");
    }
}
