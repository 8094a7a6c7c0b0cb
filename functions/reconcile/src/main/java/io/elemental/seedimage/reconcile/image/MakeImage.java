package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.reconcile.base.Bases;
import io.elemental.seedimage.reconcile.base.BuildBase;
import io.elemental.seedimage.reconcile.base.BuildProgress;
import io.elemental.seedimage.reconcile.base.RecordBase;
import io.elemental.seedimage.reconcile.common.Admission;
import io.elemental.seedimage.reconcile.common.Reason;
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
    public Optional<ImageReport> act(Facts facts, PlannedImage planned) {
        var seedImage = facts.seedImage();
        return switch (planned.step()) {
            case ImageStep.Refuse(var sentence) -> Optional.of(refused(planned, failed(facts, planned, sentence)));
            case ImageStep.BeginAttempt(var attempt) ->
                Optional.of(build(
                        facts, planned, attempt, () -> build.begin(planned.from(), attempt, seedImage, facts.now())));
            case ImageStep.StartBuild(var attempt) ->
                Optional.of(build(facts, planned, attempt, () -> build.start(planned.from(), seedImage, facts.now())));
            case ImageStep.AwaitBuild(var attempt) -> Optional.of(building(facts, planned, attempt));
            case ImageStep.RecordResult(var _) -> {
                record.succeeded(planned.from(), facts.now());
                build.ended();
                yield Optional.empty();
            }
            case ImageStep.RecordFailure(var _, var reason, var message) -> {
                record.failed(planned.from(), reason, message, facts.now());
                build.ended();
                yield Optional.empty();
            }
            case ImageStep.ReportFailure(var message) ->
                Optional.of(new ImageReport(failed(facts, planned, message), BaseState.FAILED, message));
            case ImageStep.Render() ->
                bases.use(planned.wanted().base().build())
                        ? Optional.of(onBase(planned, render.render(facts, planned)))
                        : Optional.empty();
            case ImageStep.Compose(), ImageStep.Done() ->
                Optional.of(onBase(planned, planned.facts().ready().orElseThrow()));
        };
    }

    private ImageReport build(Facts facts, PlannedImage planned, int attempt, Supplier<Admission> begin) {
        var objection = build.objection(facts.now());
        return objection.isPresent()
                ? notBuilt(facts, planned, objection.get())
                : started(facts, planned, attempt, begin.get());
    }

    /** The very image that is wanted is served on, if there is one. */
    private static ImageReport notBuilt(Facts facts, PlannedImage planned, String objection) {
        var image = planned.facts()
                .ready()
                .<CatalogVariant>map(ready -> ready)
                .orElseGet(() -> failed(facts, planned, objection));
        return new ImageReport(image, BaseState.REFUSED, objection);
    }

    private ImageReport started(Facts facts, PlannedImage planned, int attempt, Admission turn) {
        return switch (turn) {
            case Admission.Go _ -> building(facts, planned, attempt);
            case Admission.Wait(var sentence) ->
                ongoing(
                        facts,
                        planned,
                        attempt,
                        told(facts, planned, attempt)
                                .filter(Admission.Wait::said)
                                .orElse(sentence));
        };
    }

    private ImageReport building(Facts facts, PlannedImage planned, int attempt) {
        var build = planned.from().build(attempt);
        var sentence = facts.reason() == Reason.PERIODIC
                ? progress.sentence(build)
                : told(facts, planned, attempt)
                        .filter(told -> !Admission.Wait.said(told))
                        .orElseGet(() -> BuildProgress.begun(build));
        return ongoing(facts, planned, attempt, sentence);
    }

    private static ImageReport ongoing(Facts facts, PlannedImage planned, int attempt, String sentence) {
        var image = new CatalogVariant.Preparing(
                planned.variant(),
                facts.seedImage().fileName(planned.variant()),
                sentence,
                planned.from().progressKey(attempt));
        return new ImageReport(image, BaseState.ONGOING, sentence);
    }

    private static CatalogVariant failed(Facts facts, PlannedImage planned, String sentence) {
        return new CatalogVariant.Failed(planned.variant(), facts.seedImage().fileName(planned.variant()), sentence);
    }

    /** What was said of this build before: only ticks say more, or each report would be an event for the next. */
    private static Optional<String> told(Facts facts, PlannedImage planned, int attempt) {
        var progressKey = planned.from().progressKey(attempt);
        return planned.facts()
                .published()
                .filter(image -> facts.reason() == Reason.CHANGE
                        && image instanceof CatalogVariant.Preparing preparing
                        && progressKey.equals(preparing.progress()))
                .flatMap(CatalogVariant::reason);
    }

    private static ImageReport refused(PlannedImage planned, CatalogVariant image) {
        return planned.plan().isPresent()
                ? onBase(planned, image)
                : new ImageReport(image, BaseState.UNKNOWN, "No base is needed for an image that cannot be made.");
    }

    private static ImageReport onBase(PlannedImage planned, CatalogVariant image) {
        var base = planned.wanted().base().build();
        var source = planned.facts().source();
        return source.failedAt().isPresent()
                ? new ImageReport(
                        image,
                        BaseState.FAILED,
                        "No newer base than %s could be built: %s".formatted(base, source.failure()))
                : new ImageReport(image, BaseState.AVAILABLE, "Base %s is available.".formatted(base));
    }
}
