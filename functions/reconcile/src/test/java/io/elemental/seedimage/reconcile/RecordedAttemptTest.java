package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.BaseBuilds;
import org.junit.jupiter.api.Test;

/** An attempt whose end another reconciler records, after this one read that it is under way. */
class RecordedAttemptTest {

    @Test
    void isNotBuiltAgain() {
        var world = new World();
        world.reconcile();
        world.builder.prepare(world.build(1));
        var interference = new Interference(() -> {});
        var late = world.reconciler(world.seedImages, interference.on(BaseBuilds.class, world.builds));
        // between its read of the source, and its question what became of the builder
        interference.at(1, false, world::reconcile);

        late.reconcile(World.SEED);

        assertThat(world.builds.all()).isEmpty();
        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.memory.unfinishedUploads()).isZero();
        assertThat(world.image().state()).isEqualTo(VariantState.READY);
    }
}
