package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.reconcile.settings.NamespaceQuota;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.Warning;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much of the store one namespace may take: what would be more is not begun, and told. */
class QuotaTest {

    private static final ResourceRef OTHER = World.SEED.sibling("other");
    private static final String ROOM = " Room comes when SeedImages of this namespace are deleted or expire.";

    private final World world = World.completed();
    private final long size = world.ready().size();

    @Test
    void anotherBaseThanAllowedIsNotBegunAndToldWithNumbers() {
        quota(1, 0);
        creates(OTHER, "https://mirror.example/other.iso");

        var sentence = "With this, namespace fleet would use 2 bases, and this installation allows 1"
                + " (SEEDIMAGE_QUOTA_BASES)." + ROOM;
        var status = world.seedImages.status(OTHER).orElseThrow();
        assertThat(status.state()).isEqualTo(SeedImageState.FAILED);
        assertThat(status.conditions())
                .filteredOn(condition -> List.of("Ready", "SeedImageReady", "BaseReady", "Stalled")
                        .contains(condition.type()))
                .hasSize(4)
                .allSatisfy(condition -> assertThat(condition.message()).isEqualTo(sentence));
        assertThat(world.builds.all()).isEmpty();
        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.memory.unfinishedUploads()).isZero();
        assertThat(world.memory.list("sources/")).hasSize(1);
    }

    @Test
    void itIsBegunWhenThereIsRoom() {
        quota(1, 0);
        creates(OTHER, "https://mirror.example/other.iso");
        world.seedImages.remove(World.SEED);
        world.reconcile();
        world.clock.forward(Duration.ofSeconds(30));

        world.sweep("test").slice();

        assertThat(world.entry(OTHER).state()).isEqualTo(SeedImageState.STARTED);
        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void manyThatComeAtOnceAreCountedEach() {
        quota(2, 0);
        List.of("a", "b", "c", "d").forEach(name -> creates(World.SEED.sibling(name), source(name)));

        assertThat(world.builds.started()).isEqualTo(2);
    }

    /** Else a base that many share could never be renewed, or a tenant would have to delete before it asks. */
    @Test
    void aNewerBaseTakesThePlaceOfTheOlder() {
        quota(1, 0);
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).retrigger(true).build());

        world.reconcile();

        assertThat(world.builds.all()).containsExactly(world.build(2));
        world.builder.prepare(world.build(2));
        world.reconcile();
        assertThat(world.condition("SeedImageReady")).isEqualTo("True SeedImageBuildSuccess");
    }

    @Test
    void aBaseThatOthersHaveCountsForWhoeverUsesIt() {
        creates(OTHER, source("other"));
        world.builder.prepare(world.builds.all().getFirst());
        world.reconciler.reconcile(OTHER);
        quota(1, 0);
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).baseImage(source("other")).build());
        world.reconcile();
        assertThat(world.image().state()).as("one base for both").isEqualTo(VariantState.READY);

        world.seedImages.change(
                World.SEED, seed -> World.like(seed).baseImage(World.BASE_IMAGE).build());
        world.reconcile();
        assertThat(world.message("SeedImageReady")).startsWith("With this, namespace fleet would use 2 bases");
        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void whatIsThereStaysAndIsMadeAnewWhereALimitIsLowered() {
        creates(OTHER, source("other"));
        world.builder.prepare(world.builds.all().getFirst());
        world.reconciler.reconcile(OTHER);
        quota(1, 1);

        world.registrations.put(World.registration(World.KEY, "elsewhere"));
        world.reconcile();
        world.reconciler.reconcile(OTHER);
        assertThat(world.condition("SeedImageReady")).isEqualTo("True SeedImageBuildSuccess");
        assertThat(world.entry(OTHER).state()).isEqualTo(SeedImageState.COMPLETED);

        world.seedImages.change(
                World.SEED, seed -> World.like(seed).retrigger(true).build());
        world.reconcile();
        assertThat(world.condition("SeedImageReady")).isEqualTo("True SeedImageBuildSuccess");
        assertThat(world.condition("BaseReady")).isEqualTo("False SeedImageBuildFailure");
        assertThat(world.status().warnings())
                .containsExactly(new Warning(
                        "spec.baseImage",
                        "is not prepared anew. With this, namespace fleet would use 2 bases, and this installation allows 1"
                                + " (SEEDIMAGE_QUOTA_BASES)." + ROOM.substring(0, ROOM.length() - 1)));
        assertThat(world.seedImages.find(World.SEED).orElseThrow().retrigger()).isTrue();
        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void bytesAreCountedBeforeTheyAreTaken() {
        quota(0, World.SIZE + size - 1);
        creates(OTHER, source("other"));

        assertThat(world.entry(OTHER).variants().getFirst().reason())
                .hasValue(("With this, namespace fleet would use up to %s bytes, and this installation allows %s"
                                + " (SEEDIMAGE_QUOTA_BYTES)." + ROOM)
                        .formatted(World.SIZE + size, World.SIZE + size - 1));
        assertThat(world.builds.started()).isEqualTo(1);

        quota(0, World.SIZE + size);
        world.reconciler.reconcile(OTHER);
        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void anImageForWhichThereIsNoRoomIsNotPutTogetherAndToldSo() {
        world.publicStore();
        quota(0, 2 * size - 1);

        assertThat(world.reconcile()).hasValueSatisfying(at -> assertThat(at).isAfter(world.clock.instant()));

        assertThat(world.ready().composed()).isFalse();
        assertThat(world.memory.unfinishedUploads()).isZero();
        assertThat(world.condition("SeedImageReady")).isEqualTo("True SeedImageBuildSuccess");
        assertThat(world.status().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.path()).isEqualTo("spec.delivery");
            assertThat(warning.message())
                    .startsWith("is 'proxy' for now. With this, namespace fleet would use up to %s bytes, and this"
                            .formatted(2 * size));
        });

        quota(0, 2 * size);
        world.reconcile();
        assertThat(world.ready().composed()).isTrue();
        assertThat(world.status().warnings()).isEmpty();
    }

    @Test
    void otherNamespacesHaveTheirOwn() {
        quota(1, 0);
        var elsewhere = new ResourceRef("lab", "seed");
        world.registrations.put(World.registration(elsewhere.sibling("rack"), World.KEY));
        creates(elsewhere, source("lab"));

        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void whatExpiredOrFailedTakesNothing() {
        quota(1, 0);
        world.clock.forward(Duration.ofHours(1));
        world.reconcile();
        assertThat(world.image()).isInstanceOf(CatalogVariant.Expired.class);

        creates(OTHER, source("other"));
        assertThat(world.builds.started()).isEqualTo(2);
        world.builder.fail(world.builds.all().getFirst(), "It is no ISO.");
        world.reconciler.reconcile(OTHER);
        world.clock.forward(Duration.ofSeconds(10));

        creates(World.SEED.sibling("third"), source("third"));
        assertThat(world.builds.started()).isEqualTo(3);
    }

    private void quota(int bases, long bytes) {
        world.settings(SourceRules.PUBLIC, new NamespaceQuota(bases, bytes));
    }

    private void creates(ResourceRef ref, String baseImage) {
        world.seedImages.put(World.like(World.seedImage(ref, "uid-" + ref, 1))
                .createdAt(world.clock.instant())
                .baseImage(baseImage)
                .build());
        world.reconciler.reconcile(ref);
    }

    private static String source(String name) {
        return "https://mirror.example/%s.iso".formatted(name);
    }
}
