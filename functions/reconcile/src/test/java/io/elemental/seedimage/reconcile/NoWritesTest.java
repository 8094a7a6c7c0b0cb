package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.reconcile.common.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events come again and again, our own writes among them: who has nothing to say must not write. */
class NoWritesTest {

    @ParameterizedTest
    @EnumSource
    void repeatedEventsWriteNothing(Resting resting) {
        var world = resting.reached();
        var follow = new FollowChange(world.reconciler, world.seedImages, world.builds, world.settings, world.clock);
        var events = List.of(
                new Change.SeedImageChanged(World.SEED),
                new Change.RegistrationChanged(World.RACK),
                new Change.BaseBuildChanged(world.build(1)));
        world.store.forget();
        var reports = world.seedImages.writes();
        var builds = world.builds.started();

        IntStream.range(0, 100)
                .forEach(n ->
                        assertThat(follow.follow(events.get(n % events.size()))).isEqualTo(Outcome.DONE));

        assertThat(world.store.writes()).isEmpty();
        assertThat(world.seedImages.writes()).isEqualTo(reports);
        assertThat(world.builds.started()).isEqualTo(builds);
    }
}
