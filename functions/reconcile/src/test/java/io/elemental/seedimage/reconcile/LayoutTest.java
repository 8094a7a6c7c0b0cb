package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Builders of a newer version lay slots out anew: for new builds alone. */
class LayoutTest {

    private final World world = World.completed();

    @Test
    void anUpgradeBuildsNothingAnewAndServesWhatIsReady() {
        var before = world.status();

        world.builder.layout = 2;
        world.reconcile();

        assertThat(layout(1)).isEqualTo(1);
        assertThat(world.status()).isEqualTo(before);
        assertThat(world.builds.all()).isEmpty();
    }

    @Test
    void olderBasesStayUsableForNewImages() {
        world.builder.layout = 2;
        world.change(seed -> seed.cloudConfig(Map.of("hostname", "rack-8")));

        world.reconcile();

        assertThat(world.builds.all()).isEmpty();
        assertThat(world.status().downloadURL()).isNotEmpty();
    }

    @Test
    void newBuildsHaveTheNewOne() {
        world.builder.layout = 2;
        world.change(seed -> seed.retrigger(true));
        world.reconcile();
        world.builder.prepare(world.build(2), "sha256:another");

        world.reconcile();

        assertThat(layout(1)).isEqualTo(1);
        assertThat(layout(2)).isEqualTo(2);
    }

    private int layout(int attempt) {
        return world.bases.manifest(world.build(attempt)).orElseThrow().value().layoutNumber();
    }
}
