package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.store.StoreCapabilities;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where two writers would both win, nothing is written, and every SeedImage says why. */
class UnusableStoreTest {

    private static final String SENTENCE =
            "Nothing new is made or served, since the store would lose what two write at once: it answers 501"
                    + " NotImplemented to PUT with If-None-Match: *. It is tried again once a day.";

    private World world = new World();

    @Test
    void nothingIsWrittenAndTheStatusSaysWhy() {
        unusable();

        assertThat(world.reconcile()).isEmpty();

        assertThat(world.store.writes()).isEmpty();
        assertThat(world.builds.all()).isEmpty();
        assertThat(world.status().state()).isEqualTo(SeedImageState.FAILED);
        assertThat(world.status().downloadURL()).isEmpty();
        assertThat(world.condition("Ready")).isEqualTo("False StoreUnusable");
        assertThat(world.message("Ready")).isEqualTo(SENTENCE);
        assertThat(world.condition("SeedImageReady")).isEqualTo("False StoreUnusable");
        assertThat(world.condition("Stalled")).isEqualTo("True StoreUnusable");
        assertThat(world.condition("RegistrationReady")).isEqualTo("True RegistrationReady");
    }

    @Test
    void lookingAgainWritesNoStatus() {
        unusable();
        world.reconcile();
        var writes = world.seedImages.writes();

        world.clock.forward(Duration.ofHours(3));
        world.reconcile();

        assertThat(world.seedImages.writes()).isEqualTo(writes);
    }

    @Test
    void aSweepTellsAllWithoutALease() {
        var other = new ResourceRef("lab", "other");
        world.seedImages.put(World.seedImage(other, "uid-2", 1));
        unusable();
        var sweep = world.sweep("test");

        assertThat(sweep.slice()).isEqualTo(Outcome.DONE);
        assertThat(sweep.slice()).isEqualTo(Outcome.DONE);

        assertThat(world.store.writes()).isEmpty();
        assertThat(List.of(World.SEED, other))
                .allSatisfy(ref -> assertThat(
                                world.seedImages.status(ref).orElseThrow().conditions())
                        .first()
                        .extracting("message")
                        .isEqualTo(SENTENCE));
    }

    @Test
    void whatIsReadyIsInTheStatusStill() {
        world = World.completed();
        unusable();
        world.store.forget();

        world.change(seed -> seed.cloudConfig(Map.of("hostname", "other")));
        world.reconcile();

        assertThat(world.store.writes()).isEmpty();
        assertThat(world.condition("Ready")).isEqualTo("False StoreUnusable");
        assertThat(world.status().downloadURL()).isEqualTo(World.URL);
        assertThat(world.status().variants()).allMatch(image -> image.ready().isPresent());
    }

    @Test
    void whoIsGoneIsNotWithdrawn() {
        world = World.completed();
        unusable();
        world.store.forget();
        world.seedImages.remove(World.SEED);

        assertThat(world.reconcile()).isEmpty();

        assertThat(world.store.writes()).isEmpty();
    }

    @Test
    void aBuildThatEndedIsRecordedWhenTheStoreIsMended() {
        world.reconcile();
        world.builds.all().forEach(world.builder::prepare);
        unusable();
        world.store.forget();
        var follow = new FollowChange(world.reconciler, world.seedImages, world.builds, world.settings, world.clock);

        assertThat(follow.follow(new Change.BaseBuildChanged(world.build(1)))).isEqualTo(Outcome.DONE);
        assertThat(world.store.writes()).isEmpty();

        world.known = Optional.empty();
        world.reconcile();
        assertThat(world.condition("Ready")).isEqualTo("True SeedImageBuildSuccess");
        assertThat(world.status().conditions())
                .noneMatch(condition -> condition.type().equals("Stalled"));
    }

    private void unusable() {
        var now = world.clock.instant();
        world.known = Optional.of(new StoreCapabilities(
                "https://store.example",
                now,
                now,
                Map.of("create-once", "it answers 501 NotImplemented to PUT with If-None-Match: *")));
    }
}
