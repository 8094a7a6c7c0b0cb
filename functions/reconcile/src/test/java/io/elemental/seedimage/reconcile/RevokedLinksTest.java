package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The annotation that ends links. */
class RevokedLinksTest {

    private final World world = World.completed();

    @Test
    void areToldToWhoeverOpensThemAndNoImageIsMadeAnew() {
        var ready = world.ready();
        assertThat(world.entry().linkGeneration()).isNull();
        world.clock.forward(Duration.ofMinutes(1));

        world.seedImages.change(
                World.SEED, seed -> World.like(seed).linkGeneration("one").build());
        world.reconcile();

        assertThat(world.entry().linkGeneration()).isEqualTo("one");
        assertThat(world.ready()).isEqualTo(ready);
        assertThat(world.ready().writtenAt()).isNotNull();
        assertThat(world.entry().retiring()).isEmpty();
        assertThat(world.builds.all()).isEmpty();
    }
}
