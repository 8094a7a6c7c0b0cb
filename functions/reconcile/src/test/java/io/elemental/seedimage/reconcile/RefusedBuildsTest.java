package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No build begins while a grant would open more than it is for, and what was asked for is done when that is mended. */
class RefusedBuildsTest {

    private static final String OBJECTION = "SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID is not set.";

    private World world = new World();

    @Test
    void nothingIsStartedOrLeftBehindAndTheStatusSaysWhy() {
        world.trial.object(Optional.of(OBJECTION));

        world.reconcile();

        assertThat(world.condition("SeedImageReady")).isEqualTo("False SeedImageBuildFailure");
        assertThat(world.message("SeedImageReady")).isEqualTo("No base is built: " + OBJECTION);
        assertThat(world.message("BaseReady")).isEqualTo("No base is built: " + OBJECTION);
        assertThat(world.status().state()).isEqualTo(SeedImageState.FAILED);
        assertThat(world.builds.all()).isEmpty();
        assertThat(world.memory.unfinishedUploads()).isZero();
        assertThat(world.memory.list("sources/")).isEmpty();
        assertThat(world.memory.list("bases/")).isEmpty();
    }

    @Test
    void lookingAgainWritesNothing() {
        world.trial.object(Optional.of(OBJECTION));
        world.reconcile();
        var writes = world.memory.writes() + world.seedImages.writes();

        world.reconcile();
        world.clock.forward(Duration.ofMinutes(2));
        world.reconcile();

        assertThat(world.memory.writes() + world.seedImages.writes()).isEqualTo(writes);
        assertThat(world.trial.tried()).isEqualTo(2);
    }

    @Test
    void buildsBeginAMinuteAfterItIsMended() {
        world.trial.object(Optional.of(OBJECTION));
        world.reconcile();

        world.trial.object(Optional.empty());
        world.reconcile();
        assertThat(world.builds.started()).isZero();
        world.clock.forward(Duration.ofMinutes(1));
        world.complete();

        assertThat(world.condition("SeedImageReady")).isEqualTo("True SeedImageBuildSuccess");
    }

    @Test
    void grantsThatWereFoundSafeAreTriedAgainAfterAnHour() {
        world.reconcile();
        newSource("https://mirror.example/2.iso");
        assertThat(world.trial.tried()).isEqualTo(1);
        assertThat(world.builds.started()).isEqualTo(2);

        world.clock.forward(Duration.ofHours(1));
        world.trial.object(Optional.of(OBJECTION));
        newSource("https://mirror.example/3.iso");

        assertThat(world.trial.tried()).isEqualTo(2);
        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void whatNeedsNoBuildIsNotRefused() {
        world = World.completed();
        unsafe();

        world.change(seed -> seed.cloudConfig(Map.of("hostname", "other")));
        world.reconcile();

        assertThat(world.condition("SeedImageReady")).isEqualTo("True SeedImageBuildSuccess");
        assertThat(world.trial.tried()).isEqualTo(1);
    }

    @Test
    void anOutageOfTheTrialIsAnOutage() {
        world.trial.setAvailable(false);

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(world::reconcile);

        assertThat(world.builds.all()).isEmpty();
        assertThat(world.seedImages.status(World.SEED)).isEmpty();
        world.trial.setAvailable(true);
        world.complete();
        assertThat(world.condition("SeedImageReady")).isEqualTo("True SeedImageBuildSuccess");
    }

    @Test
    void anAttemptThatWasBegunIsNotStarted() {
        world.reconcile();
        world.builds.remove(world.build(1));
        unsafe();

        world.reconcile();

        assertThat(world.builds.all()).isEmpty();
        assertThat(world.memory.unfinishedUploads()).isEqualTo(1);
        assertThat(world.message("SeedImageReady")).isEqualTo("No base is built: " + OBJECTION);
    }

    @Test
    void whatIsServedIsServedOnAndTheNewerBaseStaysAskedFor() {
        world = World.completed();
        unsafe();

        world.seedImages.change(
                World.SEED, seed -> World.like(seed).retrigger(true).build());
        world.reconcile();
        world.reconcile();

        assertThat(world.condition("SeedImageReady")).isEqualTo("True SeedImageBuildSuccess");
        assertThat(world.condition("BaseReady")).isEqualTo("False SeedImageBuildFailure");
        assertThat(world.message("BaseReady")).isEqualTo("No base is built: " + OBJECTION);
        assertThat(world.seedImages.find(World.SEED).orElseThrow().retrigger()).isTrue();
        mendAndExpectASecondBuild();
    }

    @Test
    void anAnnotationStaysToBeActedOn() {
        world = World.completed();
        unsafe();

        world.seedImages.change(World.SEED, seed -> World.like(seed).mark("two").build());
        world.reconcile();
        world.reconcile();

        assertThat(world.message("BaseReady")).isEqualTo("No base is built: " + OBJECTION);
        mendAndExpectASecondBuild();
    }

    @Test
    void aGenerationThatAlwaysWantsANewerBaseWaitsForIt() {
        world = World.completed();
        unsafe();

        world.change(seed -> seed.pullPolicy(PullPolicy.ALWAYS).cloudConfig(Map.of("hostname", "other")));
        world.reconcile();
        world.reconcile();

        assertThat(world.message("SeedImageReady")).isEqualTo("No base is built: " + OBJECTION);
        mendAndExpectASecondBuild();
    }

    private void mendAndExpectASecondBuild() {
        assertThat(world.builds.started()).isEqualTo(1);
        world.trial.object(Optional.empty());
        world.clock.forward(Duration.ofMinutes(1));
        world.reconcile();
        assertThat(world.builds.started()).isEqualTo(2);
    }

    /** From now on, and for a reconciler that remembers nothing. */
    private void unsafe() {
        world.trial.object(Optional.of(OBJECTION));
        world.reconciler = world.reconciler();
    }

    private void newSource(String baseImage) {
        world.change(seed -> seed.baseImage(baseImage));
        world.reconcile();
    }
}
