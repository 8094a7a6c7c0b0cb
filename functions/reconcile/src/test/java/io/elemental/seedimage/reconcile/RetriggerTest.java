package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.ProgressDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.store.Precondition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** New builds that are asked for by an annotation, and how far builds are. */
class RetriggerTest {

    private final World world = World.completed();

    @Test
    void firstValueOfTheAnnotationAsksForNothingNew() {
        var fresh = World.SEED.sibling("fresh");
        world.seedImages.put(
                World.like(World.seedImage(fresh, "uid-2", 1)).mark("one").build());

        world.reconciler.reconcile(fresh);

        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.entry(fresh).retriggerMark()).isEqualTo("one");
    }

    @Test
    void anotherValueAsksForANewBuildOnceAndForANewLife() {
        world.clock.forward(Duration.ofMinutes(59));

        mark("two");
        world.reconcile();
        world.reconcile();

        assertThat(world.builds.started()).isEqualTo(2);
        assertThat(world.entry().state()).isEqualTo(SeedImageState.STARTED);
        world.builder.prepare(world.build(2));
        world.reconcile();
        world.reconcile();
        assertThat(world.builds.started()).isEqualTo(2);
        assertThat(world.entry().expiresAt()).isEqualTo(world.clock.instant().plus(Duration.ofMinutes(60)));
    }

    @Test
    void anotherValueBringsAnExpiredOneBack() {
        world.clock.forward(Duration.ofHours(2));
        world.reconcile();
        assertThat(world.entry().state()).isEqualTo(SeedImageState.NOT_STARTED);

        mark("two");
        world.reconcile();
        world.builder.prepare(world.build(2));
        world.reconcile();

        assertThat(world.entry().state()).isEqualTo(SeedImageState.COMPLETED);
    }

    @Test
    void movesOnlyThoseWhoAskedOrSaidAlways() {
        var kept = World.SEED.sibling("kept");
        var always = World.SEED.sibling("always");
        world.seedImages.put(
                World.like(World.seedImage(kept, "uid-2", 1)).minutes(0).build());
        world.reconciler.reconcile(kept);
        world.seedImages.put(World.like(World.seedImage(always, "uid-3", 1))
                .pullPolicy(PullPolicy.ALWAYS)
                .build());
        world.reconciler.reconcile(always);
        world.builder.prepare(world.build(2));

        mark("two");
        List.of(always, World.SEED, kept).forEach(world.reconciler::reconcile);
        world.builder.prepare(world.build(3));
        List.of(always, World.SEED, kept).forEach(world.reconciler::reconcile);

        assertThat(builds(World.SEED)).containsExactly(world.build(3));
        assertThat(builds(always)).containsExactly(world.build(3));
        assertThat(builds(kept)).containsExactly(world.build(1));
        world.clock.forward(Duration.ofDays(8));
        world.sweep("test").slice();
        world.clock.forward(Duration.ofDays(8));
        world.sweep("test").slice();
        assertThat(world.bases.manifest(world.build(1))).isPresent();
        assertThat(builds(kept)).containsExactly(world.build(1));
    }

    /** The bases that a SeedImage's status names, which its images lie on. */
    private Set<String> builds(ResourceRef ref) {
        assertThat(world.seedImages.status(ref).orElseThrow().bases())
                .containsOnlyKeys(world.entry(ref)
                        .variants()
                        .getFirst()
                        .ready()
                        .orElseThrow()
                        .build());
        return world.seedImages.status(ref).orElseThrow().bases().keySet();
    }

    @Test
    void passThatTriesAgainNamesNoTimeInThePast() {
        var fresh = new World();
        fresh.reconcile();
        fresh.builder.fail(fresh.build(1), "It is no ISO.");
        fresh.reconcile();
        var younger = World.SEED.sibling("younger");
        fresh.clock.forward(Duration.ofMinutes(11));
        fresh.seedImages.put(World.like(World.seedImage(younger, "uid-2", 1))
                .createdAt(fresh.clock.instant().minusSeconds(60))
                .build());

        var lookAgain = fresh.reconciler.reconcile(younger);

        assertThat(fresh.builds.started()).isEqualTo(2);
        assertThat(lookAgain).hasValueSatisfying(at -> assertThat(at).isAfter(fresh.clock.instant()));
    }

    @Test
    void waitsForARegistrationThatIsMissing() {
        var registration = world.registrations.find(World.RACK).orElseThrow();
        world.registrations.remove(World.RACK);
        mark("two");
        world.reconcile();
        assertThat(world.builds.started()).isEqualTo(1);

        world.registrations.put(registration);
        world.reconcile();

        assertThat(world.builds.started()).isEqualTo(2);
    }

    /** Many ask at once for what they share: each attempt for itself would be as many builds of the same. */
    @Test
    void whoAsksWhileABuildRunsWaitsForThatOne() {
        mark("two");
        world.reconcile();
        mark("three");
        world.reconcile();
        assertThat(world.builds.all()).containsExactly(world.build(2));

        world.builder.prepare(world.build(2));
        world.reconcile();
        assertThat(builds(World.SEED)).containsExactly(world.build(2));
        assertThat(world.entry().retriggerMark()).isEqualTo("three");
    }

    @Test
    void anImageKeepsItsBaseThroughATroubleOfItsRegistration() {
        var kept = World.SEED.sibling("kept");
        world.seedImages.put(
                World.like(World.seedImage(kept, "uid-2", 1)).minutes(0).build());
        world.reconciler.reconcile(kept);
        mark("two");
        world.reconcile();
        world.builder.prepare(world.build(2));
        world.reconcile();

        registrationIsAway(() -> world.reconciler.reconcile(kept));
        world.reconciler.reconcile(kept);

        assertThat(builds(kept)).containsExactly(world.build(1));
    }

    @Test
    void anImageKeepsItsBaseWhenTheKeyOfItsRegistrationChanges() {
        var kept = World.SEED.sibling("kept");
        world.seedImages.put(
                World.like(World.seedImage(kept, "uid-2", 1)).minutes(0).build());
        world.reconciler.reconcile(kept);
        mark("two");
        world.reconcile();
        world.builder.prepare(world.build(2));
        world.reconcile();

        world.registrations.put(World.registration(World.OTHER_KEY, "workdir"));
        world.reconcile();
        world.reconciler.reconcile(kept);

        assertThat(builds(kept)).containsExactly(world.build(1));
    }

    @Test
    void whatIsBeingBuiltStaysAskedForThroughATroubleOfTheRegistration() {
        mark("two");
        world.reconcile();

        registrationIsAway(world::reconcile);
        world.reconcile();
        assertThat(world.message("SeedImageReady")).isEqualTo("Base %s is being built.".formatted(world.build(2)));

        world.builder.prepare(world.build(2));
        world.reconcile();
        assertThat(builds(World.SEED)).containsExactly(world.build(2));
        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void whatFailedMeanwhileIsToldAndTriedAgainAfterATroubleOfTheRegistration() {
        mark("two");
        world.reconcile();
        registrationIsAway(() -> {
            world.reconcile();
            world.builds.end(world.build(2), new BuildState.Failed("Evicted", "The node was drained.", true));
        });
        world.reconcile();
        assertThat(world.message("SeedImageReady")).startsWith("The node was drained. This was attempt 2");

        registrationIsAway(world::reconcile);
        world.clock.forward(Duration.ofMinutes(1));
        world.reconcile();
        assertThat(world.builds.started()).isEqualTo(3);
    }

    private void registrationIsAway(Runnable meanwhile) {
        var registration = world.registrations.find(World.RACK).orElseThrow();
        world.registrations.remove(World.RACK);
        meanwhile.run();
        world.registrations.put(registration);
    }

    @Test
    void ticksTellHowFarABuildIsAndEventsDoNot() {
        mark("two");
        world.reconcile();
        progress("{");
        tick();
        assertThat(world.message("SeedImageReady")).isEqualTo("Base %s is being built.".formatted(world.build(2)));
        progress(new String(
                Documents.write(
                        DocumentType.PROGRESS,
                        new ProgressDocument("FetchSource", 734_003_200, 1_073_741_824, world.clock.instant())),
                StandardCharsets.UTF_8));

        world.reconcile();
        assertThat(world.message("SeedImageReady")).isEqualTo("Base %s is being built.".formatted(world.build(2)));
        tick();
        var far = "Base %s is being built: fetching the source, 734 of 1073 MB.".formatted(world.build(2));
        assertThat(world.message("SeedImageReady")).isEqualTo(far);
        world.reconcile();
        assertThat(world.message("SeedImageReady")).isEqualTo(far);
    }

    private void tick() {
        world.reconciler.reconcile(World.SEED, Reason.PERIODIC, world.clock.instant());
    }

    private void progress(String text) {
        world.memory.put(
                StoreKeys.progress(world.build(2)), text.getBytes(StandardCharsets.UTF_8), new Precondition.None());
    }

    private void mark(String value) {
        world.seedImages
                .find(World.SEED)
                .ifPresent(seed -> world.seedImages.put(World.like(seed)
                        .mark(value)
                        .completedAt(seed.completedAt())
                        .build()));
    }
}
