package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Builds that ended for a reason that says nothing of their source: the node, the cluster, a server that is busy. */
class TriedAgainTest {

    private static final BuildState DRAINED =
            new BuildState.Failed("EvictionByEvictionAPI", "The builder's pod was disrupted: drained.", true);

    private final World world = new World();

    @Test
    void begunAgainAfterLongerAndLongerPauses() {
        world.change(seed -> seed.minutes(0));
        var attempt = 1;
        for (var minutes : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
            endedBadly(attempt, DRAINED);
            assertThat(world.message("SeedImageReady"))
                    .isEqualTo(
                            "The builder's pod was disrupted: drained. This was attempt %s; the next one begins at %s"
                                    + " or soon after.",
                            attempt, world.clock.instant().plus(Duration.ofMinutes(minutes)));
            assertThat(world.condition("BaseReady")).isEqualTo("False SeedImageBuildFailure");

            world.clock.forward(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(world.reconcile()).contains(world.clock.instant().plusSeconds(1));
            assertThat(world.builds.started()).isEqualTo(attempt);
            world.clock.forward(Duration.ofSeconds(1));
            world.reconcile();
            attempt++;
            assertThat(world.builds.started()).isEqualTo(attempt);
        }
    }

    /** Whoever follows kstatus need not give up: it comes by itself. */
    @Test
    void isOnItsWayUntilThen() {
        endedBadly(1, DRAINED);

        assertThat(world.status().conditions())
                .extracting(Condition::type)
                .contains("Reconciling")
                .doesNotContain("Stalled");
    }

    /** Each attempt would tell it once more otherwise. */
    @Test
    void whatIsToldOfItStaysTold() {
        world.change(seed -> seed.cloudConfig(Map.of("bootcmd", List.of())));
        world.reconcile();
        var told = world.status().warnings();
        assertThat(told).isNotEmpty();

        endedBadly(1, DRAINED);
        assertThat(world.status().warnings()).isEqualTo(told);
    }

    @Test
    void isReadyWhenTheNextAttemptSucceeds() {
        endedBadly(1, DRAINED);
        world.clock.forward(Duration.ofMinutes(1));
        world.reconcile();
        world.builder.prepare(world.build(2));
        world.reconcile();

        assertThat(world.image().state()).isEqualTo(VariantState.READY);
        assertThat(world.source().failure()).isNull();
    }

    @Test
    void onlyWhoNeedsANewerBaseHasItTriedAgain() {
        world.complete();
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).mark("newer").build());
        endedBadly(2, DRAINED);
        var other = World.SEED.sibling("other");
        world.seedImages.put(World.seedImage(other, "uid-2", 1));
        world.reconciler.reconcile(other);
        world.clock.forward(Duration.ofMinutes(1));

        world.reconciler.reconcile(other);
        assertThat(world.builds.started()).isEqualTo(2);
        world.reconcile();
        assertThat(world.builds.started()).isEqualTo(3);
    }

    @Test
    void aRefusalIsNot() {
        endedBadly(1, new BuildState.Failed("Refused", "The source is not an ISO 9660 image."));

        assertNeverAgain("The source is not an ISO 9660 image.");
    }

    @Test
    void aRefusalThatLostItsPodIsNotEither() {
        var sentence = "The source is not an ISO 9660 image.";
        world.reconcile();
        world.builder.report(new ResultDocument(
                world.build(1), "refused", sentence, null, 0, null, List.of(), null, List.of(), List.of()));
        endedBadly(1, DRAINED);

        assertNeverAgain(sentence);
    }

    private void endedBadly(int attempt, BuildState end) {
        world.reconcile();
        world.builds.end(world.build(attempt), end);
        world.reconcile();
    }

    private void assertNeverAgain(String sentence) {
        world.clock.forward(Duration.ofDays(1));
        world.reconcile();
        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.message("SeedImageReady")).isEqualTo(sentence);
    }
}
