package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How attempts at a base end, and what follows. */
class BaseAttemptsTest {

    private static final String SENTENCE = "The file at https://mirror.example/elemental.iso is no ISO.";

    private final World world = new World();

    @Test
    void failureIsToldInTheBuildersWords() {
        failFirst();

        assertThat(world.condition("SeedImageReady")).isEqualTo("False SeedImageBuildFailure");
        assertThat(world.message("SeedImageReady")).isEqualTo(SENTENCE);
        assertThat(world.message("Ready")).isEqualTo(SENTENCE);
        assertThat(world.condition("BaseReady")).isEqualTo("False SeedImageBuildFailure");
        assertThat(world.status().state()).isEqualTo(SeedImageState.FAILED);
        assertThat(world.source().failure())
                .satisfies(failure -> assertThat(failure.message()).isEqualTo(SENTENCE));
        assertThat(world.memory.unfinishedUploads()).isZero();
        assertThat(world.builds.all()).isEmpty();
    }

    @Test
    void failureIsNotTriedAgainByItself() {
        failFirst();
        world.clock.forward(Duration.ofDays(1));
        world.registrations.put(World.registration(World.KEY, "elsewhere"));

        world.reconcile();

        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.image().state()).isEqualTo(VariantState.FAILED);
    }

    @Test
    void failureIsTriedAgainWhenAsked() {
        failFirst();
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).retrigger(true).build());

        world.reconcile();

        assertThat(world.builds.all()).containsExactly(world.build(2));
        world.builder.prepare(world.build(2));
        world.reconcile();
        assertThat(world.image().state()).isEqualTo(VariantState.READY);
        assertThat(world.source().failure()).isNull();
    }

    @Test
    void failureIsTriedAgainWhenTheSpecChanges() {
        failFirst();
        world.seedImages.change(World.SEED, seed -> World.like(seed).minutes(5).build());

        world.reconcile();

        assertThat(world.builds.all()).containsExactly(world.build(2));
    }

    @Test
    void youngerSeedImageTriesAgainWhenTheFailureIsOld() {
        failFirst();
        world.clock.forward(Duration.ofMinutes(1));
        var younger = World.SEED.sibling("younger");
        world.seedImages.put(World.like(World.seedImage(younger, "uid-2", 1))
                .createdAt(world.clock.instant())
                .build());

        world.reconciler.reconcile(younger);
        assertThat(world.entry(younger).state()).isEqualTo(SeedImageState.FAILED);
        world.clock.forward(Duration.ofMinutes(9));
        world.reconcile();
        assertThat(world.builds.started()).isEqualTo(1);
        world.reconciler.reconcile(younger);
        assertThat(world.builds.started()).isEqualTo(2);
        world.builder.fail(world.build(2), SENTENCE);
        world.clock.forward(Duration.ofDays(1));
        world.reconciler.reconcile(younger);
        world.reconcile();
        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void failedRetriggerIsToldToWhoAskedAndDisturbsNobodyElse() {
        world.complete();
        var other = World.SEED.sibling("other");
        world.seedImages.put(World.seedImage(other, "uid-2", 1));
        world.reconciler.reconcile(other);
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).retrigger(true).build());
        world.reconcile();

        world.builder.fail(world.build(2), SENTENCE);
        world.reconcile();
        world.reconciler.reconcile(other);

        assertThat(world.message("SeedImageReady")).isEqualTo(SENTENCE);
        assertThat(world.entry(other).state()).isEqualTo(SeedImageState.COMPLETED);
        world.reconcile();
        assertThat(world.builds.started()).isEqualTo(2);
    }

    @Test
    void buildThatWasBegunButNotStartedIsStarted() {
        world.reconcile();
        world.builds.remove(world.build(1));

        world.reconcile();

        assertThat(world.builds.all()).containsExactly(world.build(1));
        assertThat(world.source().attempt()).isEqualTo(1);
    }

    @Test
    void whoStartsSecondGivesUpAnUploadOfItsOwn() {
        var first = world.memory.start(StoreKeys.baseImage(world.build(1)), "x/y");
        world.builds.claim(world.build(1), first, 1, "fleet");

        world.reconcile();

        assertThat(world.builds.uploadIdOf(world.build(1))).hasValue(first);
        assertThat(world.memory.unfinishedUploads()).isEqualTo(1);
    }

    @Test
    void jobThatIsBeingDeletedIsWaitedFor() {
        world.reconcile();
        world.builds.end(world.build(1), new BuildState.Terminating());

        world.reconcile();

        assertThat(world.condition("SeedImageReady")).isEqualTo("False SeedImageBuildOngoing");
        assertThat(world.builds.started()).isEqualTo(1);
    }

    static Stream<Arguments> uselessResults() {
        return Stream.of(
                Arguments.of(
                        change(result -> with(result, result.size() + 1, result.sha256(), result.parts())),
                        "The builder's result has 342681 bytes; its parts have 1 fewer."),
                Arguments.of(
                        change(result -> with(result, result.size(), "0".repeat(64), result.parts())),
                        "The bytes in the store do not have the SHA-256 that the builder says."),
                Arguments.of(
                        change(result -> with(result, result.size(), null, result.parts())),
                        "The builder's result does not say its SHA-256."),
                Arguments.of(
                        change(result -> with(
                                result,
                                result.size(),
                                result.sha256(),
                                List.of(new ResultDocument.PartDocument(1, result.size(), "\"other\"")))),
                        "The store does not have the parts that the builder says it uploaded."),
                Arguments.of(
                        change(result -> new ResultDocument(
                                result.build(),
                                "prepared",
                                null,
                                null,
                                result.size(),
                                result.sha256(),
                                List.of(),
                                result.digestState(),
                                List.of(),
                                result.parts())),
                        "The builder's result has the slots {}; it must have {agent=65536, cloud-config=262144}."),
                Arguments.of(
                        change(result -> new ResultDocument(
                                result.build(),
                                "unchanged",
                                null,
                                null,
                                0,
                                null,
                                List.of(),
                                null,
                                List.of(),
                                List.of())),
                        "The builder says that the base is unchanged, but there is none."),
                Arguments.of(
                        change(result -> new ResultDocument(
                                result.build(),
                                "refused",
                                SENTENCE,
                                null,
                                0,
                                null,
                                List.of(),
                                null,
                                List.of(),
                                List.of())),
                        SENTENCE),
                Arguments.of(
                        change(result -> new ResultDocument(
                                "other-1", "unchanged", null, null, 0, null, List.of(), null, List.of(), List.of())),
                        "The builder ended without a result."));
    }

    @ParameterizedTest
    @MethodSource("uselessResults")
    void uselessResultIsAFailure(UnaryOperator<ResultDocument> change, String sentence) {
        world.reconcile();
        var grant = world.builder.grant(world.build(1));
        var image = world.builder.image(grant);
        var result = world.builder.result(grant, image, "r", world.builder.upload(grant, image));
        world.builder.report(change.apply(result));
        world.builds.end(world.build(1), new BuildState.Succeeded());

        world.reconcile();

        assertThat(world.message("SeedImageReady")).isEqualTo(sentence);
        assertThat(world.memory.unfinishedUploads()).isZero();
        assertThat(world.memory.list("bases/" + world.build(1)).map(ObjectInfo::key))
                .isEmpty();
    }

    @Test
    void resultThatCannotBeReadIsAFailure() {
        world.reconcile();
        world.memory.put(
                StoreKeys.result(world.build(1)), "x".getBytes(StandardCharsets.US_ASCII), new Precondition.None());
        world.builds.end(world.build(1), new BuildState.Succeeded());

        world.reconcile();

        assertThat(world.message("SeedImageReady"))
                .isEqualTo("The builder's result cannot be read: the build result is not JSON.");
    }

    @Test
    void objectThatWasCompletedByATryThatDiedIsTaken() {
        world.reconcile();
        world.builder.prepare(world.build(1));
        world.store.afterWrite(() -> {
            if (world.store.writes().getLast().startsWith("complete")) {
                throw new StoreUnavailableException("the store went away");
            }
        });
        assertThatThrownBy(world::reconcile).isInstanceOf(StoreUnavailableException.class);
        world.store.afterWrite(() -> {});

        world.reconcile();

        assertThat(world.image().state()).isEqualTo(VariantState.READY);
        assertThat(world.builds.started()).isEqualTo(1);
    }

    private void failFirst() {
        world.reconcile();
        world.builder.fail(world.build(1), SENTENCE);
        world.reconcile();
    }

    private static UnaryOperator<ResultDocument> change(UnaryOperator<ResultDocument> change) {
        return change;
    }

    private static ResultDocument with(
            ResultDocument result, long size, @Nullable String sha256, List<ResultDocument.PartDocument> parts) {
        return new ResultDocument(
                result.build(),
                "prepared",
                null,
                result.revision(),
                size,
                sha256,
                result.slots(),
                result.digestState(),
                List.of(),
                parts);
    }
}
