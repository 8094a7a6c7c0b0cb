package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.ProgressDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.store.Precondition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        var far = "Base %s is being built: FetchSource, 734 of 1073 MB.".formatted(world.build(2));
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
