package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The way from a SeedImage to its image. */
class ReconcileSeedImageTest {

    private World world = new World();

    @Test
    void startsOneBuildAndSaysSo() {
        var lookAgain = world.reconcile();

        assertThat(world.builds.all()).containsExactly(world.build(1));
        assertThat(world.builds.stateOf(world.build(1))).isInstanceOf(BuildState.Running.class);
        assertThat(world.status().state()).isEqualTo(SeedImageState.STARTED);
        assertThat(world.status().downloadURL()).isEmpty();
        assertThat(world.condition("Ready")).isEqualTo("False SeedImageBuildOngoing");
        assertThat(world.condition("SeedImageReady")).isEqualTo("False SeedImageBuildOngoing");
        assertThat(world.condition("RegistrationReady")).isEqualTo("True RegistrationReady");
        assertThat(world.condition("BaseReady")).isEqualTo("False SeedImageBuildOngoing");
        assertThat(world.image().state()).isEqualTo(VariantState.PREPARING);
        assertThat(world.image())
                .asInstanceOf(InstanceOfAssertFactories.type(CatalogVariant.Preparing.class))
                .returns(StoreKeys.progress(world.build(1)), CatalogVariant.Preparing::progress);
        assertThat(world.registrationEntry().servable()).isTrue();
        assertThat(lookAgain).hasValue(world.clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    void completesTheImageWhenItsBaseIsThere() {
        world.complete();

        assertThat(world.status().state()).isEqualTo(SeedImageState.COMPLETED);
        assertThat(world.status().observedGeneration()).isEqualTo(1);
        assertThat(world.status().downloadURL()).isEqualTo(World.URL);
        assertThat(world.status().checksumURL()).isEqualTo(World.URL + "/sha256");
        assertThat(world.status().conditions().getFirst().type()).isEqualTo("Ready");
        assertThat(world.condition("Ready")).isEqualTo("True SeedImageBuildSuccess");
        assertThat(world.message("SeedImageReady")).isEqualTo("seed image iso available");
        assertThat(world.condition("BaseReady")).isEqualTo("True BaseAvailable");
        assertThat(world.entry().expiresAt()).isEqualTo(world.clock.instant().plus(Duration.ofHours(1)));
        assertThat(world.ready().build()).isEqualTo(world.build(1));
        assertThat(world.image().fileName()).isEqualTo("rack-seed-amd64.iso");
        assertThat(world.ready().sha256()).hasSize(64);
        assertThat(world.hasOverlay(world.identity())).isTrue();
    }

    @Test
    void clearsAwayWhatABuildLeavesBehind() {
        world.complete();

        assertThat(world.builds.all()).isEmpty();
        assertThat(world.memory.unfinishedUploads()).isZero();
        assertThat(world.memory.list("bases/").map(object -> object.key()))
                .containsExactly(StoreKeys.baseImage(world.build(1)), StoreKeys.manifest(world.build(1)));
    }

    @Test
    void writesNothingWhenNothingChanged() {
        world.complete();
        world.store.forget();
        var writes = world.seedImages.writes();

        for (var look = 0; look < 100; look++) {
            world.reconcile();
        }

        assertThat(world.store.writes()).isEmpty();
        assertThat(world.seedImages.writes()).isEqualTo(writes);
    }

    @Test
    void writesNothingWhileABuildRuns() {
        world.reconcile();
        world.store.forget();
        var writes = world.seedImages.writes();

        for (var look = 0; look < 100; look++) {
            world.reconcile();
        }

        assertThat(world.store.writes()).isEmpty();
        assertThat(world.seedImages.writes()).isEqualTo(writes);
    }

    @Test
    void changedRegistrationReadsNothingOfTheBase() {
        world.complete();
        var before = world.identity();
        world.registrations.put(World.registration(World.KEY, "elsewhere"));
        world.store.forget();

        world.reconcile();

        assertThat(world.identity()).isNotEqualTo(before);
        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.store.calls())
                .containsExactlyInAnyOrder(
                        "get " + StoreKeys.entry(World.RACK, "seed"),
                        "get " + StoreKeys.registration(World.RACK),
                        "get " + StoreKeys.source(world.sourceId()),
                        "get " + StoreKeys.manifest(world.build(1)),
                        "put " + StoreKeys.overlay(world.identity()),
                        "put " + StoreKeys.registration(World.RACK),
                        "put " + StoreKeys.entry(World.RACK, "seed"));
        assertThat(world.entry().registrationHash())
                .isEqualTo(world.registrationEntry().hash());
    }

    @Test
    void changedRegistrationCostsOnlyTheTailWhenItIsTheFirstLookOfAFunction() {
        world.complete();
        world.registrations.put(World.registration(World.KEY, "elsewhere"));
        world.reconciler = world.reconciler();
        world.store.forget();

        world.reconcile();

        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.store.reads())
                .hasSize(2)
                .allSatisfy(read -> assertThat(read[0]).isGreaterThanOrEqualTo(9_984));
    }

    @Test
    void replacedImageIsKeptForThoseWhoReadIt() {
        world.complete();
        var before = world.identity();
        world.registrations.put(World.registration(World.KEY, "elsewhere"));
        world.reconcile();
        assertThat(world.hasOverlay(before)).isTrue();
        assertThat(world.entry().retiring().getFirst().identity()).isEqualTo(before);

        world.clock.forward(Duration.ofMinutes(59));
        world.reconcile();
        assertThat(world.hasOverlay(before)).isTrue();

        world.clock.forward(Duration.ofMinutes(1));
        world.sweep("test").slice();
        assertThat(world.hasOverlay(before)).isFalse();
        assertThat(world.entry().retiring()).doesNotHaveToString(before);
    }

    @Test
    void imageThatIsCurrentAgainRetiresNoLonger() {
        world.complete();
        var before = world.identity();
        world.registrations.put(World.registration(World.KEY, "elsewhere"));
        world.reconcile();
        world.registrations.put(World.registration(World.KEY, "workdir"));
        world.store.forget();

        world.reconcile();

        assertThat(world.identity()).isEqualTo(before);
        assertThat(world.entry().retiring()).noneMatch(image -> image.identity().equals(before));
        assertThat(world.store.reads()).as("its SHA-256 is known").isEmpty();
    }

    @Test
    void changedCloudConfigNeedsNoBase() {
        world.complete();
        var before = world.identity();
        world.seedImages.change(
                World.SEED,
                seed -> World.like(seed)
                        .cloudConfig(Map.of("write_files", List.of()))
                        .build());

        world.reconcile();

        assertThat(world.identity()).isNotEqualTo(before);
        assertThat(world.status().observedGeneration()).isEqualTo(2);
        assertThat(world.builds.started()).isEqualTo(1);
    }

    @Test
    void retriggerMakesOneMoreBase() {
        world.complete();
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).retrigger(true).build());

        world.reconcile();

        assertThat(world.builds.all()).containsExactly(world.build(2));
        assertThat(world.seedImages.find(World.SEED).orElseThrow().retrigger()).isFalse();
        assertThat(world.condition("SeedImageReady")).isEqualTo("False SeedImageBuildOngoing");
        assertThat(world.builder.grant(world.build(2)).previousRevision()).isEqualTo("sha256:" + world.build(1));

        world.builder.prepare(world.build(2));
        world.reconcile();
        assertThat(world.ready().build()).isEqualTo(world.build(2));
        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void unchangedSourceMakesNoNewBase() {
        world.seedImages.change(
                World.SEED,
                seed -> World.like(seed).pullPolicy(PullPolicy.ALWAYS).build());
        world.complete();
        var before = world.identity();
        world.clock.forward(Duration.ofMinutes(1));
        world.seedImages.change(World.SEED, seed -> World.like(seed).minutes(5).build());

        world.reconcile();
        assertThat(world.builds.all()).containsExactly(world.build(2));
        world.builder.unchanged(world.build(2));
        world.reconcile();

        assertThat(world.identity()).isEqualTo(before);
        assertThat(world.source().build()).isEqualTo(world.build(1));
        assertThat(world.source().checkedAt()).isEqualTo(world.clock.instant());
        assertThat(world.memory.unfinishedUploads()).isZero();
        assertThat(world.builds.all()).isEmpty();
        world.reconcile();
        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void othersGoOnWithTheOldBaseWhileANewOneIsBuilt() {
        world.complete();
        var other = World.SEED.sibling("other");
        world.seedImages.put(World.like(World.seedImage(other, "uid-2", 1))
                .pullPolicy(PullPolicy.ALWAYS)
                .build());

        world.reconciler.reconcile(other);
        world.reconcile();

        assertThat(world.entry(other).state()).isEqualTo(SeedImageState.STARTED);
        assertThat(world.entry().state()).isEqualTo(SeedImageState.COMPLETED);
    }

    @Test
    void twoSeedImagesOfOneSourceShareItsBuild() {
        var other = World.SEED.sibling("other");
        world.seedImages.put(World.seedImage(other, "uid-2", 1));

        world.reconcile();
        world.reconciler.reconcile(other);
        world.builder.prepare(world.build(1));
        world.reconciler.reconcile(other);
        world.reconcile();

        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.identity()).isEqualTo(world.identity(other));
    }

    @Test
    void imageThatAnotherSeedImageHasIsNotRemoved() {
        var other = World.SEED.sibling("other");
        world.seedImages.put(
                World.like(World.seedImage(other, "uid-2", 1)).minutes(0).build());
        world.complete();
        world.reconciler.reconcile(other);
        world.clock.forward(Duration.ofHours(2));

        world.reconcile();

        assertThat(world.image().state()).isEqualTo(VariantState.EXPIRED);
        assertThat(world.hasOverlay(world.identity(other))).isTrue();
    }

    @Test
    void variantsHaveBasesOfTheirOwn() {
        world.seedImages.change(
                World.SEED,
                seed -> World.like(seed).variants(World.ISO, World.ARM).build());

        world.complete();

        assertThat(world.builds.started()).isEqualTo(2);
        assertThat(world.entry().variants()).allMatch(image -> image.state() == VariantState.READY);
        assertThat(world.message("Ready"))
                .isEqualTo("seed image iso for linux/amd64 available, seed image iso for linux/arm64 available");
    }
}
