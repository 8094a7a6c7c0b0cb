package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.ImageReport.BaseState;
import io.elemental.seedimage.rules.CatalogVariant;
import io.elemental.seedimage.rules.ImageStep;
import java.util.Optional;

/** Does what was decided for one image, but for composing, which comes when all images are published. */
final class MakeImage {

    private final BuildBase build;
    private final RecordBase record;
    private final RenderImage render;
    private final Bases bases;
    private final BuildProgress progress;

    MakeImage(BuildBase build, RecordBase record, RenderImage render, Bases bases, BuildProgress progress) {
        this.build = build;
        this.record = record;
        this.render = render;
        this.bases = bases;
        this.progress = progress;
    }

    /**
     * How far the image is then; empty when its base or its source is another one now, so that it must be read again.
     */
    Optional<ImageReport> act(Facts facts, Making making) {
        var seedImage = facts.seedImage();
        return switch (making.step()) {
            case ImageStep.Refuse(var sentence) ->
                Optional.of(new ImageReport(
                        Images.failed(seedImage, making.variant(), sentence),
                        BaseState.UNKNOWN,
                        "No base is needed for an image that cannot be made."));
            case ImageStep.BeginAttempt(var attempt) -> {
                build.begin(making.from(), attempt, seedImage);
                yield Optional.of(building(facts, making, attempt));
            }
            case ImageStep.StartBuild(var attempt) -> {
                build.start(making.from(), seedImage);
                yield Optional.of(building(facts, making, attempt));
            }
            case ImageStep.AwaitBuild(var attempt) -> Optional.of(building(facts, making, attempt));
            case ImageStep.RecordResult(var _) -> {
                record.succeeded(making.from(), facts.now());
                yield Optional.empty();
            }
            case ImageStep.RecordFailure(var _, var reason, var message) -> {
                record.failed(making.from(), reason, message, facts.now());
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

    private ImageReport building(Facts facts, Making making, int attempt) {
        var progressKey = making.from().progressKey(attempt);
        var sentence = facts.look() == Look.TICK
                ? progress.sentence(making.from().build(attempt))
                : told(making, progressKey)
                        .orElseGet(() -> BuildProgress.begun(making.from().build(attempt)));
        return new ImageReport(
                Images.preparing(facts.seedImage(), making.variant(), sentence, Optional.of(progressKey)),
                BaseState.ONGOING,
                sentence);
    }

    /** What was said of this build before: only ticks say more, or each report would be an event for the next. */
    private static Optional<String> told(Making making, String progressKey) {
        return making.facts()
                .published()
                .filter(image -> progressKey.equals(image.progress()))
                .map(CatalogVariant::reason);
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
