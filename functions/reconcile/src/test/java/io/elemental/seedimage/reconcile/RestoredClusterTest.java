package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.Registration;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A backup of the cluster brings all objects back under other uids and without their statuses; the bucket is there. */
class RestoredClusterTest {

    private final World world = World.completed();

    @Test
    void basesAreUsedAgainAndNothingIsBuilt() {
        var build = world.ready().build();
        restore();

        world.reconciler = world.reconciler();
        world.sweep("restored").slice();

        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.entry().uid()).isEqualTo("uid-restored");
        assertThat(world.status().state()).isEqualTo(SeedImageState.COMPLETED);
        assertThat(world.ready().build()).isEqualTo(build);
        assertThat(world.hasOverlay(world.identity())).isTrue();
    }

    @Test
    void whatWasDoneSinceTheBackupIsCleanedUp() {
        var younger = World.SEED.sibling("younger");
        world.seedImages.put(World.seedImage(younger, "uid-2", 1));
        world.reconciler.reconcile(younger);
        restore();
        world.seedImages.remove(younger);

        world.reconciler = world.reconciler();
        world.sweep("restored").slice();
        world.clock.forward(Duration.ofHours(2));
        world.sweep("restored").slice();

        assertThat(world.catalog.seedImage(World.RACK, "younger")).isEmpty();
        assertThat(world.memory.unfinishedUploads()).isZero();
    }

    private void restore() {
        world.seedImages.remove(World.SEED);
        world.seedImages.put(World.like(World.seedImage(World.SEED, "uid-restored", 1))
                .createdAt(world.clock.instant())
                .build());
        var old = world.registrations.find(World.RACK).orElseThrow();
        world.registrations.put(new Registration(
                old.ref(),
                "uid-restored",
                old.ready(),
                old.uri(),
                null,
                old.token(),
                null,
                old.agent(),
                old.privateKeyPem()));
    }
}
