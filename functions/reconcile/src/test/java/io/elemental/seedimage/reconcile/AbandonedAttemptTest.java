package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.cluster.BaseBuilds;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An attempt that a process claimed, and did not live to start; then its SeedImage wants another base. */
class AbandonedAttemptTest {

    private static final int MOST_CALLS = 10;

    private World world = new World();

    @Test
    void holdsItsPlaceUntilTheNextSweepAlone() {
        claimedAndNotStarted();
        world.change(seed -> seed.baseImage("https://mirror.example/other.iso"));
        world.reconcile();
        assertThat(world.builds.all()).contains(world.build(1));

        var _ = world.sweep("one").slice();

        assertThat(world.builds.all()).hasSize(1).doesNotContain(world.build(1));
        assertThat(world.memory.unfinishedUploads()).isEqualTo(1);
        assertThat(world.source().checkedAt()).isEqualTo(world.clock.instant());
    }

    /** The process ends between its claim and the start, wherever among its calls that is. */
    private void claimedAndNotStarted() {
        assertThat(IntStream.range(1, MOST_CALLS).anyMatch(call -> {
                    world = new World();
                    crashesAt(call);
                    return world.builds.all().contains(world.build(1))
                            && world.builds.stateOf(world.build(1)) instanceof BuildState.NotStarted;
                }))
                .isTrue();
    }

    private void crashesAt(int call) {
        var interference = new Interference(() -> {});
        var reconciler = world.reconciler(world.seedImages, interference.on(BaseBuilds.class, world.builds));
        interference.crashAt(call, false);
        try {
            reconciler.reconcile(World.SEED);
        } catch (Interference.Crash _) { // as was meant
        }
    }
}
