package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.format.ResultDocument.PartDocument;
import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.store.Precondition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A builder that has its grant and means harm: its build fails with a sentence, and nothing else happens. */
class HostileBuilderTest {

    private static final int LONGEST_SENTENCE = 400;

    private final World world = new World();

    HostileBuilderTest() {
        world.reconcile();
    }

    static Stream<String> hostileDocuments() {
        return Stream.of(
                "[".repeat(100_000),
                "{\"version\":1,\"parts\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "{\"version\":1,\"a\":".repeat(10_000),
                "{\"version\":1,\"size\":" + "9".repeat(200_000) + "}",
                "{\"version\":1,\"size\":1e" + "9".repeat(200_000) + "}",
                "{\"version\":1,\"size\":1e999999999}",
                "{\"" + "x".repeat(200_000) + "\":1,\"version\":1}",
                "{\"version\":1,\"version\":1}",
                "{\"version\":1,\"message\":\"" + "\u0000".repeat(1000) + "\"}",
                "x".repeat(300_000),
                "");
    }

    @ParameterizedTest
    @MethodSource("hostileDocuments")
    void resultThatIsNoneIsAFailedAttempt(String result) {
        write(StoreKeys.result(world.build(1)), result);
        world.builds.end(world.build(1), new BuildState.Succeeded());

        world.reconcile();

        assertThat(failure().reason()).isEqualTo("BadResult");
        assertThat(failure().message()).startsWith("The builder's result cannot be read: the build result ");
        assertIsFitToBeShown();
    }

    @ParameterizedTest
    @MethodSource("hostileDocuments")
    void progressThatIsNoneIsNone(String progress) {
        write(StoreKeys.progress(world.build(1)), progress);

        world.reconciler.reconcile(World.SEED, Reason.PERIODIC, world.clock.instant());

        assertThat(world.message("SeedImageReady")).isEqualTo("Base %s is being built.", world.build(1));
    }

    @Test
    void progressBelowZeroIsNone() {
        write(
                StoreKeys.progress(world.build(1)),
                "{\"version\":1,\"step\":\"x\",\"bytes\":-1,\"totalBytes\":-5,\"at\":\"2026-11-22T10:00:00Z\"}");

        world.reconciler.reconcile(World.SEED, Reason.PERIODIC, world.clock.instant());

        assertThat(world.message("SeedImageReady")).isEqualTo("Base %s is being built.", world.build(1));
    }

    @Test
    void stepOfProgressIsShownInShort() {
        var step = "\\u001b[31m\\u202e\\n" + "x".repeat(3000);
        write(
                StoreKeys.progress(world.build(1)),
                "{\"version\":1,\"step\":\"%s\",\"bytes\":1,\"totalBytes\":5,\"at\":\"2026-11-22T10:00:00Z\"}"
                        .formatted(step));

        world.reconciler.reconcile(World.SEED, Reason.PERIODIC, world.clock.instant());

        assertIsFitToBeShown();
    }

    @Test
    void messageIsOneShortLine() {
        world.builder.report(said("refused", "no\u001b[2J\n\u202e" + "x".repeat(200_000), null));
        world.builds.end(world.build(1), new BuildState.Succeeded());

        world.reconcile();

        assertThat(world.message("SeedImageReady")).startsWith("no [2J xxx").hasSize(LONGEST_SENTENCE);
        assertIsFitToBeShown();
    }

    @Test
    void lastWordsOfFourMillionCharactersAreOneShortLine() {
        world.builds.end(world.build(1), new BuildState.Failed("Re\nfused", "a\r\n" + "x".repeat(4_000_000)));

        world.reconcile();

        assertThat(failure().reason()).isEqualTo("Re fused");
        assertIsFitToBeShown();
    }

    @Test
    void revisionThatIsNoHeaderIsAFailedAttempt() {
        prepare(result -> with(result, "etag:\"a\"\r\nX-Evil: 1", result.size(), result.parts()));

        assertThat(failure().message()).contains("a revision that is not 1 to 512 printable characters");
    }

    @Test
    void unchangedRevisionThatIsNoHeaderIsAFailedAttempt() {
        prepare(result -> result);
        world.change(seed -> seed.retrigger(true));
        world.reconcile();
        world.builder.report(new ResultDocument(
                world.build(2), "unchanged", null, "x".repeat(513), 0, null, List.of(), null, List.of(), List.of()));
        world.builds.end(world.build(2), new BuildState.Succeeded());

        world.reconcile();

        assertThat(failure().message()).contains("a revision that is not 1 to 512 printable characters");
    }

    @Test
    void partsBeyondTheGrantAreNeverAskedFor() {
        prepare(result -> with(
                result,
                result.revision(),
                1_500_000,
                IntStream.rangeClosed(1, 1500)
                        .mapToObj(number -> new PartDocument(number, 1000, "\"0\""))
                        .toList()));

        assertThat(failure().message()).isEqualTo("The builder's result has 1500 parts; it may have 1 to 1001.");
        assertThat(world.store.calls()).noneMatch(call -> call.startsWith("parts ") || call.startsWith("complete "));
    }

    /** 100,000 parts, as in the attack, do not even fit. */
    @Test
    void hundredThousandPartsAreNotEvenRead() {
        prepare(result -> with(
                result,
                result.revision(),
                100_000,
                IntStream.rangeClosed(1, 100_000)
                        .mapToObj(number -> new PartDocument(number, 1, "\"0\""))
                        .toList()));

        assertThat(failure().message())
                .startsWith("The builder's result cannot be read: the build result bases/%s/result.json has "
                        .formatted(world.build(1)))
                .endsWith(" bytes; the limit is 262144.");
        assertThat(world.store.calls()).noneMatch(call -> call.startsWith("parts ") || call.startsWith("complete "));
    }

    static Stream<UnaryOperator<List<PartDocument>>> otherParts() {
        return Stream.of(
                parts -> List.of(new PartDocument(
                        2, parts.getFirst().size(), parts.getFirst().etag())),
                parts -> List.of(new PartDocument(1, parts.getFirst().size(), "\"" + "0".repeat(32) + "\"")),
                parts -> List.of(
                        new PartDocument(
                                1, parts.getFirst().size() - 1, parts.getFirst().etag()),
                        new PartDocument(2, 1, parts.getFirst().etag())));
    }

    @ParameterizedTest
    @MethodSource("otherParts")
    void partsThatAreNotInTheStoreAreNeverJoined(UnaryOperator<List<PartDocument>> change) {
        prepare(result -> with(result, result.revision(), result.size(), change.apply(result.parts())));

        assertThat(failure().reason()).isEqualTo("BadResult");
        assertThat(world.store.calls()).contains("parts " + StoreKeys.baseImage(world.build(1)));
        assertThat(world.store.calls()).noneMatch(call -> call.startsWith("complete "));
    }

    @Test
    void partOfAnotherSizeThanSaidIsNeverJoined() {
        prepare(result -> {
            var part = result.parts().getFirst();
            return with(
                    result,
                    result.revision(),
                    result.size() + 1,
                    List.of(new PartDocument(part.number(), part.size() + 1, part.etag())));
        });

        assertThat(failure().message()).contains(" bytes in the store; the builder says ");
        assertThat(world.store.calls()).noneMatch(call -> call.startsWith("complete "));
    }

    @Test
    void numbersOfPartsMayHaveGaps() {
        var grant = world.builder.grant(world.build(1));
        var image = world.builder.image(grant);
        var etag = world.memory
                .put(
                        StoreKeys.baseImage(world.build(1)),
                        world.builds.uploadIdOf(world.build(1)).orElseThrow(),
                        7,
                        image)
                .etag();
        world.builder.report(world.builder.result(grant, image, "r", List.of(new PartDocument(7, image.length, etag))));
        world.builds.end(world.build(1), new BuildState.Succeeded());

        world.reconcile();

        assertThat(world.entry().state()).isEqualTo(SeedImageState.COMPLETED);
    }

    private void prepare(UnaryOperator<ResultDocument> change) {
        var grant = world.builder.grant(world.build(1));
        var image = world.builder.image(grant);
        var result = world.builder.result(grant, image, "r", world.builder.upload(grant, image));
        world.builder.report(change.apply(result));
        world.builds.end(world.build(1), new BuildState.Succeeded());
        world.reconcile();
    }

    private SourceDocument.Failure failure() {
        return Objects.requireNonNull(world.source().failure());
    }

    private void assertIsFitToBeShown() {
        assertThat(world.status().conditions().stream().map(Condition::message))
                .allSatisfy(message -> assertThat(message)
                        .hasSizeLessThanOrEqualTo(LONGEST_SENTENCE)
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}]"));
    }

    private void write(String key, String content) {
        world.memory.put(key, content.getBytes(StandardCharsets.UTF_8), new Precondition.None());
    }

    private ResultDocument said(String outcome, String message, @Nullable String revision) {
        return new ResultDocument(
                world.build(1), outcome, message, revision, 0, null, List.of(), null, List.of(), List.of());
    }

    private static ResultDocument with(
            ResultDocument result, @Nullable String revision, long size, List<PartDocument> parts) {
        return new ResultDocument(
                result.build(),
                "prepared",
                null,
                revision,
                size,
                result.sha256(),
                result.slots(),
                result.digestState(),
                List.of(),
                parts);
    }
}
