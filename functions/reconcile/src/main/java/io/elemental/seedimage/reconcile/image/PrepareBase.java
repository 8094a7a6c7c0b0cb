package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.reconcile.base.BuildBase;
import io.elemental.seedimage.reconcile.base.BuildProgress;
import io.elemental.seedimage.reconcile.base.RecordBase;
import io.elemental.seedimage.reconcile.common.Admission;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.image.ImageReport.BaseState;
import io.elemental.seedimage.reconcile.image.PlannedImage.OfSource;
import io.elemental.seedimage.reconcile.quota.Quotas;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.steps.ImageStep;
import io.elemental.seedimage.rules.steps.ImageStep.SourceStep;
import java.util.Optional;
import java.util.function.Supplier;

/** Leads the build of an image's base one step further. */
public final class PrepareBase {

    private final BuildBase build;
    private final RecordBase record;
    private final BuildProgress progress;
    private final Quotas quotas;

    public PrepareBase(BuildBase build, RecordBase record, BuildProgress progress, Quotas quotas) {
        this.build = build;
        this.record = record;
        this.progress = progress;
        this.quotas = quotas;
    }

    /** How far the image is then; empty when a build's end was recorded, so that the image must be read again. */
    Optional<ImageReport> act(Facts facts, OfSource planned, SourceStep step) {
        var source = planned.source();
        return switch (step) {
            case ImageStep.BeginAttempt(var attempt) ->
                Optional.of(build(
                        facts, planned, attempt, () -> build.begin(source, attempt, facts.seedImage(), facts.now())));
            case ImageStep.StartBuild(var attempt) ->
                Optional.of(build(facts, planned, attempt, () -> build.start(source, facts.seedImage(), facts.now())));
            case ImageStep.AwaitBuild(var attempt) -> Optional.of(awaited(facts, planned, attempt));
            case ImageStep.RenewGrant(var attempt) -> {
                build.renew(source, facts.now());
                yield Optional.of(building(facts, planned, attempt));
            }
            case ImageStep.RecordResult(var _) -> {
                record.succeeded(source, facts.now());
                build.ended();
                yield Optional.empty();
            }
            case ImageStep.RecordFailure(var _, var failure) -> {
                record.failed(source, failure, facts.now());
                build.ended();
                yield Optional.empty();
            }
            case ImageStep.ReportFailure(var message) ->
                Optional.of(new ImageReport(planned.failed(facts.seedImage(), message), failed(planned), message));
        };
    }

    private static BaseState failed(OfSource planned) {
        return planned.facts().source().againAt().isPresent() ? BaseState.TRIED_AGAIN : BaseState.FAILED;
    }

    private ImageReport build(Facts facts, OfSource planned, int attempt, Supplier<Admission> begin) {
        var obstacle = build.obstacle(planned.source());
        if (obstacle.isPresent() && planned.facts().awaited()) {
            return ongoing(facts, planned, attempt, obstacle.get()); // it waits on, since nobody would ask again
        }
        var objection = build.objection(facts.now())
                .or(() -> obstacle)
                .or(() ->
                        quotas.build(facts, planned.variant(), planned.source().build(attempt)));
        return objection.isPresent()
                ? notBuilt(facts, planned, objection.get())
                : started(facts, planned, attempt, begin.get());
    }

    /** The very image that is wanted is served on, if there is one. */
    private static ImageReport notBuilt(Facts facts, OfSource planned, String objection) {
        var image = planned.ready()
                .<CatalogVariant>map(ready -> ready)
                .orElseGet(() -> planned.failed(facts.seedImage(), objection));
        var report = new ImageReport(image, BaseState.REFUSED, objection);
        return planned.ready().isPresent()
                ? report.warning("spec.baseImage", "is not prepared anew. " + withoutEnd(objection))
                : report;
    }

    private ImageReport awaited(Facts facts, OfSource planned, int attempt) {
        var source = planned.source();
        return quotas.awaited(facts, planned.variant(), source.build(attempt), source.progressKey(attempt))
                .map(objection -> notBuilt(facts, planned, objection))
                .orElseGet(() -> building(facts, planned, attempt));
    }

    private static String withoutEnd(String sentence) {
        return sentence.substring(0, sentence.length() - 1);
    }

    private ImageReport started(Facts facts, OfSource planned, int attempt, Admission turn) {
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

    private ImageReport building(Facts facts, OfSource planned, int attempt) {
        var build = planned.source().build(attempt);
        var sentence = facts.reason() == Reason.PERIODIC
                ? progress.sentence(build)
                : told(facts, planned, attempt)
                        .filter(told -> !Admission.Wait.said(told))
                        .orElseGet(() -> BuildProgress.begun(build));
        return ongoing(facts, planned, attempt, sentence);
    }

    private static ImageReport ongoing(Facts facts, OfSource planned, int attempt, String sentence) {
        var image = new CatalogVariant.Preparing(
                planned.variant(),
                facts.seedImage().fileName(planned.variant()),
                sentence,
                planned.source().progressKey(attempt));
        return new ImageReport(image, BaseState.ONGOING, sentence);
    }

    /** What was said of this build before: only ticks say more, or each report would be an event for the next. */
    private static Optional<String> told(Facts facts, OfSource planned, int attempt) {
        var progressKey = planned.source().progressKey(attempt);
        return facts.published(planned.variant())
                .filter(image -> facts.reason() == Reason.CHANGE
                        && image instanceof CatalogVariant.Preparing preparing
                        && progressKey.equals(preparing.progress()))
                .flatMap(CatalogVariant::reason);
    }
}
