package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.BaseOrigin;
import org.junit.jupiter.api.Test;

/** A SeedImage that says which bytes its base must have. */
class PinnedBaseTest {

    private static final String DIGEST = "9f".repeat(32);

    private final World world = World.completed();

    @Test
    void isBuiltForItAloneAndShown() {
        world.change(seed -> seed.baseDigest(DIGEST));

        world.reconcile();

        assertThat(world.builds.all()).hasSize(1).doesNotContain(world.build(1), world.build(2));
        var build = world.builds.all().getFirst();
        assertThat(world.builder.grant(build).source().sha256()).isEqualTo(DIGEST);
        world.builder.prepare(build, "sha256:" + DIGEST);
        world.reconcile();
        assertThat(world.status().bases().values())
                .extracting(BaseOrigin::revision)
                .containsExactly("sha256:" + DIGEST);
    }
}
