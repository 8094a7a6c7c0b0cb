package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.publish.ReportedState;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.CatalogVariant.Preparing;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.RegistrationProblem;
import io.elemental.seedimage.rules.store.StoreCapabilities;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** The states of a SeedImage in which no image is made. */
final class StillStates {

    private StillStates() {}

    static ReportedState unserved(Facts facts, RegistrationProblem decided) {
        var problem = facts.registrationProblem().orElse(decided);
        var sentence = facts.registration()
                .flatMap(Registration::problem)
                .map(unread -> "ElementalRegistration %s: %s.".formatted(facts.registrationRef(), unread))
                .orElseGet(() -> problem.sentence(facts.registrationRef()));
        var images = images(
                facts,
                (variant, fileName) -> new Preparing(
                        variant,
                        fileName,
                        sentence,
                        null,
                        facts.rememberedBuild(variant).orElse(null)));
        return new ReportedState.Unserved(problem, sentence, images);
    }

    static ReportedState expired(Facts facts, Instant at) {
        return new ReportedState.Expired(at, images(facts, CatalogVariant.Expired::new));
    }

    /** What is ready is served for as long as the registration's entry is young enough. */
    static ReportedState unkept(Facts facts, StoreCapabilities store, String objection) {
        var createdAt = facts.seedImage().createdAt();
        var since = store.since().isAfter(createdAt) ? store.since() : createdAt;
        var images = images(
                facts,
                (variant, fileName) -> facts.published(variant)
                        .flatMap(CatalogVariant::ready)
                        .<CatalogVariant>map(ready -> ready)
                        .orElseGet(() -> new CatalogVariant.Failed(variant, fileName, objection)));
        return new ReportedState.Unkept(objection, since, images);
    }

    /** One for each variant and its file name. */
    private static List<CatalogVariant> images(Facts facts, BiFunction<Variant, String, CatalogVariant> image) {
        var seedImage = facts.seedImage();
        return seedImage.variants().stream()
                .map(variant -> image.apply(variant, seedImage.fileName(variant)))
                .toList();
    }
}
