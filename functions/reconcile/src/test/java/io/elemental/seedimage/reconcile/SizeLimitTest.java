package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one SeedImage says of its size is nobody else's matter. */
class SizeLimitTest {

    private static final long BASE = 342_680;
    private static final ResourceRef MEAN = World.SEED.sibling("mean");
    private static final ResourceRef HONEST = World.SEED.sibling("honest");

    private final World world = new World();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoAllowsTooLittleIsRefusedAlone(boolean meanComesFirst) {
        world.seedImages.put(
                World.like(World.seedImage(MEAN, "uid-mean", 1)).size(1 << 10).build());
        world.seedImages.put(World.like(World.seedImage(HONEST, "uid-honest", 1))
                .size(6L << 30)
                .build());
        var arriving = meanComesFirst ? List.of(MEAN, HONEST) : List.of(HONEST, MEAN);

        arriving.forEach(world.reconciler::reconcile);
        assertThat(world.builder.grant(world.build(1)).maxSize()).isEqualTo(World.LIMITS.maxSize());
        world.builder.prepare(world.build(1));
        arriving.forEach(world.reconciler::reconcile);

        assertThat(world.entry(HONEST).state()).isEqualTo(SeedImageState.COMPLETED);
        assertThat(world.entry(MEAN).state()).isEqualTo(SeedImageState.FAILED);
        assertThat(world.entry(MEAN).variants().getFirst().reason())
                .contains("The image has %s bytes, and spec.size allows 1024.".formatted(BASE));
        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.source().failure()).isNull();
    }

    @Test
    void anotherSizeAloneMendsItWithoutABuild() {
        world.change(spec -> spec.size(BASE - 1));
        world.complete();
        assertThat(world.condition("SeedImageReady")).isEqualTo("False SeedImageBuildFailure");
        assertThat(world.condition("BaseReady")).isEqualTo("True BaseAvailable");

        world.change(spec -> spec.size(BASE));
        world.reconcile();

        assertThat(world.status().state()).isEqualTo(SeedImageState.COMPLETED);
        assertThat(world.builds.started()).isEqualTo(1);
    }

    @Test
    void aSmallerSizeEndsWhatWasServed() {
        world.complete();

        world.change(spec -> spec.size(BASE - 1));
        world.reconcile();

        assertThat(world.status().state()).isEqualTo(SeedImageState.FAILED);
        assertThat(world.status().downloadURL()).isEmpty();
    }

    @Test
    void whoeverWishesForHugeBasesGetsNoMoreThanTheInstallationAllows() {
        world.change(spec -> spec.size(100L << 40));

        world.reconcile();

        assertThat(world.builder.grant(world.build(1)).maxSize()).isEqualTo(World.LIMITS.maxSize());
        assertThat(world.builder.grant(world.build(1)).parts()).hasSize(12);
    }

    /** The base is too large for it, and a newer one may not be. */
    @Test
    void whoIsRefusedMayAskForANewerBase() {
        world.change(spec -> spec.size(BASE - 1));
        world.complete();
        world.change(spec -> spec.retrigger(true));
        world.reconcile();
        world.builder.front = 9_000;

        world.builder.prepare(world.build(2));
        world.reconcile();

        assertThat(world.status().state()).isEqualTo(SeedImageState.COMPLETED);
    }
}
