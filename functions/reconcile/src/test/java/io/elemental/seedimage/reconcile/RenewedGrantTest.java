package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.cluster.BuildState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A builder that works for longer than what signed its URLs lives gets newer ones in time. */
class RenewedGrantTest {

    private final World world = new World();

    @Test
    void sweepRenewsAtAThirdOfItsLife() {
        world.reconcile();
        var first = world.builder.grant(world.build(1));
        assertThat(renewAt()).isEqualTo(world.clock.instant().plus(Duration.ofHours(2)));

        world.clock.forward(Duration.ofHours(2).minusSeconds(1));
        world.sweep("test").slice();
        assertThat(world.builder.grant(world.build(1))).isEqualTo(first);

        world.clock.forward(Duration.ofMinutes(1));
        world.sweep("test").slice();
        assertThat(world.builder.grant(world.build(1)).parts())
                .hasSameSizeAs(first.parts())
                .doesNotContainAnyElementsOf(first.parts());
        assertThat(renewAt()).isEqualTo(world.clock.instant().plus(Duration.ofHours(2)));
        assertThat(world.builds.started()).isEqualTo(1);

        world.builder.prepare(world.build(1));
        world.reconcile();
        assertThat(world.condition("SeedImageReady")).isEqualTo("True SeedImageBuildSuccess");
    }

    @Test
    void lifeIsThatOfTheKeyThatSigns() {
        world.memory.signFor(Duration.ofHours(1));
        world.reconcile();
        assertThat(renewAt()).isEqualTo(world.clock.instant().plus(Duration.ofMinutes(20)));

        world.memory.signFor(Duration.ofSeconds(3));
        world.clock.forward(Duration.ofMinutes(20));
        world.sweep("test").slice();
        assertThat(renewAt())
                .as("no more often than this")
                .isEqualTo(world.clock.instant().plusSeconds(30));
    }

    @Test
    void whoDoesNotWaitForABuildRenewsNothing() {
        world.complete();
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).minutes(0).mark("newer").build());
        world.reconcile();
        var other = World.SEED.sibling("other");
        world.seedImages.put(World.seedImage(other, "uid-2", 1));
        world.clock.forward(Duration.ofHours(3));
        var due = renewAt();

        world.reconciler.reconcile(other);
        assertThat(renewAt()).isEqualTo(due);

        world.reconcile();
        assertThat(renewAt()).isAfter(due);
    }

    private Instant renewAt() {
        return world.builds.all().stream()
                .map(world.builds::stateOf)
                .map(BuildState.Running.class::cast)
                .map(BuildState.Running::renewAt)
                .findFirst()
                .orElseThrow();
    }
}
