package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.reconcile.base.Bases;
import io.elemental.seedimage.reconcile.base.BuildBase;
import io.elemental.seedimage.reconcile.base.BuildProgress;
import io.elemental.seedimage.reconcile.base.RecordBase;
import io.elemental.seedimage.reconcile.common.Look;
import io.elemental.seedimage.reconcile.common.Turn;
import io.elemental.seedimage.reconcile.facts.Facts;

import io.elemental.seedimage.reconcile.image.ImageReport.BaseState;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.steps.ImageStep;
import java.util.Optional;
import java.util.function.Supplier;

/** Does what was decided for one image, but for composing, which comes when all images are published. */
public final class MakeImage {

    private final BuildBase build;
    private final RecordBase record;
    private final RenderImage render;
    private final Bases bases;
    private final BuildProgress progress;

    public MakeImage(BuildBase build, RecordBase record, RenderImage render, Bases bases, BuildProgress progress) {
        this.build = build;
        this.record = record;
        this.render = render;
        this.bases = bases;
        this.progress = progress;
    }

    /**
     * How far the image is then; empty when its base or its source is another one now, so that it must be read again.
     */
    public Optional<ImageReport> act(Facts facts, Making making) {
        var seedImage = facts.seedImage();
        return switch (making.step()) {
            case ImageStep.Refuse(var sentence) ->
                Optional.of(refused(making, Images.failed(seedImage, making.variant(), sentence)));
            case ImageStep.BeginAttempt(var attempt) ->
                Optional.of(build(
                        facts, making, attempt, () -> build.begin(making.from(), attempt, seedImage, facts.now())));
            case ImageStep.StartBuild(var attempt) ->
                Optional.of(build(facts, making, attempt, () -> build.start(making.from(), seedImage, facts.now())));
            case ImageStep.AwaitBuild(var attempt) -> Optional.of(building(facts, making, attempt));
            case ImageStep.RecordResult(var _) -> {
                record.succeeded(making.from(), facts.now());
                build.ended();
                yield Optional.empty();
            }
            case ImageStep.RecordFailure(var _, var reason, var message) -> {
                record.failed(making.from(), reason, message, facts.now());
                build.ended();
                yield Optional.empty();
            }
            case ImageStep.ReportFailure(var message) ->
                Optional.of(new ImageReport(
                        Images.failed(seedImage, making.variant(), message), BaseState.FAILED, message));
            case ImageStep.Render() ->
                bases.use(making.wanted().base().build())
                        ? Optional.of(onBase(making, render.render(facts, making)))
                        : Optional.empty();
            case ImageStep.Compose(), ImageStep.Done() ->
                Optional.of(onBase(making, making.facts().published().orElseThrow()));
        };
    }

    private ImageReport build(Facts facts, Making making, int attempt, Supplier<Turn> begin) {
        var objection = build.objection(facts.now());
        return objection.isPresent()
                ? notBuilt(facts, making, objection.get())
                : started(facts, making, attempt, begin.get());
    }

    /** The very image that is wanted is served on, if there is one. */
    private static ImageReport notBuilt(Facts facts, Making making, String objection) {
        var image =
                making.facts().ready().orElseGet(() -> Images.failed(facts.seedImage(), making.variant(), objection));
        return new ImageReport(image, BaseState.REFUSED, objection);
    }

    private ImageReport started(Facts facts, Making making, int attempt, Turn turn) {
        return switch (turn) {
            case Turn.Go _ -> building(facts, making, attempt);
            case Turn.Wait(var sentence) ->
                ongoing(
                        facts,
                        making,
                        attempt,
                        told(facts, making, attempt).filter(Turn.Wait::said).orElse(sentence));
        };
    }

    private ImageReport building(Facts facts, Making making, int attempt) {
        var build = making.from().build(attempt);
        var sentence = facts.look() == Look.TICK
                ? progress.sentence(build)
                : told(facts, making, attempt)
                        .filter(told -> !Turn.Wait.said(told))
                        .orElseGet(() -> BuildProgress.begun(build));
        return ongoing(facts, making, attempt, sentence);
    }

    private static ImageReport ongoing(Facts facts, Making making, int attempt, String sentence) {
        var progressKey = Optional.of(making.from().progressKey(attempt));
        return new ImageReport(
                Images.preparing(facts.seedImage(), making.variant(), sentence, progressKey),
                BaseState.ONGOING,
                sentence);
    }

    /** What was said of this build before: only ticks say more, or each report would be an event for the next. */
    private static Optional<String> told(Facts facts, Making making, int attempt) {
        var progressKey = making.from().progressKey(attempt);
        return making.facts()
                .published()
                .filter(image -> facts.look() == Look.EVENT && progressKey.equals(image.progress()))
                .map(CatalogVariant::reason);
    }

    private static ImageReport refused(Making making, CatalogVariant image) {
        return making.rendering().isPresent()
                ? onBase(making, image)
                : new ImageReport(image, BaseState.UNKNOWN, "No base is needed for an image that cannot be made.");
    }

    private static ImageReport onBase(Making making, CatalogVariant image) {
        var base = making.wanted().base().build();
        var source = making.facts().source();
        return source.failedAt().isPresent()
                ? new ImageReport(
                        image,
                        BaseState.FAILED,
                        "No newer base than %s could be built: %s".formatted(base, source.failure()))
                : new ImageReport(image, BaseState.AVAILABLE, "Base %s is available.".formatted(base));
    }
}
