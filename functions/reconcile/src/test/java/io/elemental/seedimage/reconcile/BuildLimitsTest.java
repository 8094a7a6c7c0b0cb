package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.cluster.UnfinishedBuild;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One namespace asks for 26 bases at once, and others go on: 4 builds at once, 2 a namespace. */
class BuildLimitsTest extends Tenants {

    private static final int FLOOD = 26;
    private static final ResourceRef B = new ResourceRef("b", "seed");

    @Test
    void aFloodHasTwoBuildsAtOnceOldestFirstAndNobodyElseWaits() {
        IntStream.range(0, FLOOD).forEach(n -> creates(a(n), source(n)));
        assertThat(running()).containsExactlyInAnyOrder(a(0), a(1));
        assertThat(said(a(2))).isEqualTo("2 builds are before this one.");
        assertThat(said(a(25))).isEqualTo("25 builds are before this one.");

        creates(B, "of-b");
        assertThat(running()).containsExactlyInAnyOrder(a(0), a(1), B);

        for (var next = 2; next < FLOOD; next++) {
            ends(a(next - 2));
            assertThat(running()).containsExactlyInAnyOrder(a(next - 1), a(next), B);
            assertThat(state(B)).isEqualTo(SeedImageState.STARTED);
            assertThat(said(a(next))).startsWith("Base ").endsWith(" is being built.");
        }
        ends(B);
        ends(a(24));
        ends(a(25));

        assertThat(running()).isEmpty();
        assertThat(waiting()).isEmpty();
        IntStream.range(0, FLOOD).forEach(n -> assertThat(state(a(n))).isEqualTo(SeedImageState.COMPLETED));
        assertThat(world.builds.started()).isEqualTo(FLOOD + 1);
    }

    @Test
    void allTogetherHaveFourAndWhoComesLateWaitsForOneEnd() {
        IntStream.range(0, 5).forEach(n -> creates(a(n), source(n)));
        IntStream.range(0, 5).forEach(n -> creates(new ResourceRef("c", "seed-" + n), "of-c-" + n));
        assertThat(running()).hasSize(4);
        creates(B, "of-b");
        assertThat(said(B)).isEqualTo("4 builds are before this one.");

        ends(a(0));

        assertThat(running()).hasSize(4).contains(B).doesNotContain(a(2));
    }

    @Test
    void aBuildThatFailsGivesItsPlaceToo() {
        IntStream.range(0, 4).forEach(n -> creates(a(n), source(n)));

        world.builder.fail(build(source(0)), "It is no ISO.");
        follow.follow(new Change.BaseBuildChanged(build(source(0))));

        assertThat(running()).containsExactlyInAnyOrder(a(1), a(2));
        assertThat(state(a(0))).isEqualTo(SeedImageState.FAILED);
    }

    @Test
    void anEndThatWasHeardThroughASeedImageGivesItsPlaceInThatEvent() {
        IntStream.range(0, 4).forEach(n -> creates(a(n), source(n)));
        world.builder.prepare(build(source(0)));

        follow.follow(new Change.SeedImageChanged(a(0)));

        assertThat(running()).containsExactlyInAnyOrder(a(1), a(2));
    }

    @Test
    void aSharedBuildCountsForWhoAskedFirstAndBothGetIt() {
        creates(a(0), "shared");
        creates(B, "shared");
        IntStream.range(1, 3).forEach(n -> creates(new ResourceRef("b", "more-" + n), "of-b-" + n));

        assertThat(world.builds.unfinished())
                .containsExactlyInAnyOrder(
                        new UnfinishedBuild(build("shared"), "a"),
                        new UnfinishedBuild(build("of-b-1"), "b"),
                        new UnfinishedBuild(build("of-b-2"), "b"));
        ends(a(0));
        assertThat(state(a(0))).isEqualTo(SeedImageState.COMPLETED);
        assertThat(state(B)).isEqualTo(SeedImageState.COMPLETED);
    }

    /** Namespace a names b's source in a long queue of its own; b's wish does not wait there. */
    @Test
    void whoWaitsElsewhereForTheSameBaseHasItsOwnTurn() {
        IntStream.range(0, 10).forEach(n -> creates(a(n), source(n)));

        creates(B, source(9));

        assertThat(world.builds.unfinished()).contains(new UnfinishedBuild(build(source(9)), "b"));
        follow.follow(new Change.SeedImageChanged(a(9)));
        assertThat(said(a(9))).endsWith(" is being built.");
        assertThat(waiting()).hasSize(7).noneMatch(one -> one.build().equals(build(source(9))));
    }

    @Test
    void oneThatWantsItNoLongerIsPassedOver() {
        IntStream.range(0, 7).forEach(n -> creates(a(n), source(n)));
        world.seedImages.remove(a(2));
        world.seedImages.change(
                a(3), seed -> World.like(seed).baseImage(url("of-nobody")).build());
        world.registrations.remove(new ResourceRef("a", "rack"));
        register("a");
        world.seedImages.change(
                a(4), seed -> World.like(seed).registration("none").build());

        ends(a(0));

        assertThat(running()).contains(a(1)).hasSize(2);
        assertThat(waiting())
                .noneMatch(one -> List.of(build(source(2)), build(source(4))).contains(one.build()));
        ends(a(1));
        assertThat(running()).hasSize(2);
        assertThat(world.builds.all()).doesNotContain(build(source(2)), build(source(3)), build(source(4)));
    }

    @Test
    void whatFailsWithOneAloneBlocksNobody() {
        IntStream.range(0, 4).forEach(n -> creates(a(n), source(n)));
        world.memory.put(
                StoreKeys.entry(new ResourceRef("a", "rack"), a(2).name()), new byte[] {'x'}, new Precondition.None());

        ends(a(0));

        assertThat(running()).containsExactlyInAnyOrder(a(1), a(3));
    }

    @Test
    void waitingIsToldOnceAndAgainOnlyByTheClock() {
        IntStream.range(0, 6).forEach(n -> creates(a(n), source(n)));
        ends(a(0));
        ends(a(1));
        assertThat(said(a(5))).isEqualTo("5 builds are before this one.");
        var written = world.seedImages.writes();

        follow.follow(new Change.SeedImageChanged(a(5)));
        assertThat(world.seedImages.writes()).isEqualTo(written);
        world.sweep("test").slice();
        assertThat(said(a(5))).isEqualTo("3 builds are before this one.");
        assertThat(world.seedImages.status(a(5)).orElseThrow().conditions())
                .extracting(Condition::reason)
                .contains("SeedImageBuildOngoing");
        var ticked = world.seedImages.writes();
        world.sweep("test").slice();
        assertThat(world.seedImages.writes()).isEqualTo(ticked);
    }

    @Test
    void aBuildWhoseSeedImageIsGoneGivesItsPlaceWhenItEndsAndWhenItIsGivenUp() {
        IntStream.range(0, 5).forEach(n -> creates(a(n), source(n)));
        world.seedImages.remove(a(0));
        follow.follow(new Change.SeedImageChanged(a(0)));
        world.seedImages.remove(a(1));
        follow.follow(new Change.SeedImageChanged(a(1)));

        world.builds.end(build(source(0)), new BuildState.Failed("DeadlineExceeded", "It took too long."));
        follow.follow(new Change.BaseBuildChanged(build(source(0))));
        assertThat(running()).contains(a(2));

        world.clock.forward(Duration.ofMinutes(61));
        assertThat(world.sweep("test").slice()).isEqualTo(Outcome.DONE);
        assertThat(world.builds.all()).doesNotContain(build(source(1)));
        assertThat(running()).containsExactlyInAnyOrder(a(2), a(3));
    }

    @Test
    void theSweepBeginsWhatMayBegin() {
        IntStream.range(0, 5).forEach(n -> creates(a(n), source(n)));
        world.builds.remove(build(source(0)));
        world.builds.remove(build(source(1)));
        world.seedImages.remove(a(0));
        world.seedImages.remove(a(1));
        world.seedImages.remove(a(2));

        world.sweep("test").slice();

        assertThat(running()).containsExactlyInAnyOrder(a(3), a(4));
        assertThat(waiting()).isEmpty();
    }

    /** The process ends after every write, one after the other: no place is lost, and nobody waits for ever. */
    @Test
    void noCrashLosesAPlace() {
        for (var crash = 1; crash < 60; crash++) {
            var here = new BuildLimitsTest();
            here.begin();
            IntStream.range(0, 5).forEach(n -> here.creates(a(n), source(n)));
            here.world.builder.prepare(here.build(source(0)));
            var writes = new int[] {crash};
            here.world.store.afterWrite(() -> {
                if (--writes[0] <= 0) {
                    throw new StoreUnavailableException("the process ended here");
                }
            });
            try {
                here.follow.follow(new Change.BaseBuildChanged(here.build(source(0))));
            } catch (StoreUnavailableException _) {
                // nobody delivers it again
            }
            here.world.store.afterWrite(() -> {});

            here.world.clock.forward(Duration.ofMinutes(5));
            here.world.sweep("test").slice();

            assertThat(here.running()).as("crash %s", crash).contains(a(1)).hasSize(2);
        }
    }

    @Test
    void whatWaitsBeyondAHundredIsToldSoAndFoundByTheSweep() {
        IntStream.range(0, 104).forEach(n -> creates(a(n), source(n)));

        assertThat(waiting()).hasSize(100);
        assertThat(said(a(102)))
                .isEqualTo("100 builds of this namespace wait already; this one is looked at again in a few minutes.");
        ends(a(0));
        world.sweep("test").slice();
        assertThat(waiting()).anyMatch(one -> one.seedImage().equals(a(102).name()));
        assertThat(said(a(102))).isEqualTo("101 builds are before this one.");
    }
}
