package io.elemental.seedimage.reconcile.image;

import io.elemental.seedimage.format.ManifestDocument;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.base.Bases;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.image.ImageReport.BaseState;
import io.elemental.seedimage.reconcile.image.PlannedImage.OnBase;
import io.elemental.seedimage.reconcile.quota.Quotas;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.steps.ImageStep;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does what was decided for one image, but for composing, which comes when all images are published. */
public final class MakeImage {

    private final PrepareBase prepare;
    private final RenderImage render;
    private final Bases bases;
    private final Quotas quotas;

    public MakeImage(PrepareBase prepare, RenderImage render, Bases bases, Quotas quotas) {
        this.prepare = prepare;
        this.render = render;
        this.bases = bases;
        this.quotas = quotas;
    }

    /**
     * How far the image is then; empty when its base or its source is another one now, so that it must be read again.
     */
    public Optional<ImageReport> act(Facts facts, PlannedImage planned) {
        return switch (planned) {
            case PlannedImage.Refused(var _, var sentence) ->
                Optional.of(new ImageReport(
                        planned.failed(facts.seedImage(), sentence),
                        BaseState.UNKNOWN,
                        "No base is needed for an image that cannot be made."));
            case PlannedImage.WithoutBase image -> prepare.act(facts, image, image.step());
            case OnBase image -> {
                var base = image.plan().base();
                yield onBase(facts, image).map(report -> report.on(base));
            }
        };
    }

    private Optional<ImageReport> onBase(Facts facts, OnBase planned) {
        return switch (planned.step()) {
            case ImageStep.SourceStep step -> prepare.act(facts, planned, step);
            case ImageStep.Refuse(var sentence) ->
                Optional.of(report(planned, planned.failed(facts.seedImage(), sentence)));
            case ImageStep.Render() -> rendered(facts, planned);
            case ImageStep.Compose(var image) -> Optional.of(report(planned, image));
            case ImageStep.Done(var image) -> Optional.of(report(planned, image));
        };
    }

    private Optional<ImageReport> rendered(Facts facts, OnBase planned) {
        var base = planned.plan().base();
        var objection =
                quotas.base(facts, planned.variant(), base.build(), base.size(), StoreKeys.progress(base.build()));
        if (objection.isPresent()) {
            return Optional.of(new ImageReport(
                    planned.failed(facts.seedImage(), objection.get()), BaseState.REFUSED, objection.get()));
        }
        return bases.use(base.build()) ? Optional.of(report(planned, render.render(facts, planned))) : Optional.empty();
    }

    private static ImageReport report(OnBase planned, CatalogVariant image) {
        var manifest = planned.plan().base();
        var base = manifest.build();
        var source = planned.facts().source();
        return source.failedAt().isPresent()
                ? new ImageReport(
                        image,
                        BaseState.FAILED,
                        "No newer base than %s could be built: %s".formatted(base, source.failure()))
                : new ImageReport(
                        image, BaseState.AVAILABLE, "Base %s is available.%s".formatted(base, noted(manifest)));
    }

    private static String noted(ManifestDocument base) {
        return base.toldNotes().stream().map(" It %s."::formatted).collect(Collectors.joining());
    }
}
