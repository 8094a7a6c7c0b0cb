package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.format.StoredObject;
import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.registration.token.RegistrationEntries;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.RegistrationProblem;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.steps.NextStep;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read about a SeedImage and its registration.
 *
 * @param stored the catalog's entry under its name and registration; may be a tombstone
 * @param storedRegistration the catalog's entry of the registration
 * @param registrationEntry the entry that the catalog should have of the registration; null while there is none
 * @param sources the sources of its images, by variant; none where its base image is not allowed
 * @param reason why it was read
 * @param now in whole seconds, as documents have it
 */
public record Facts(
        SeedImage seedImage,
        Optional<Versioned<CatalogEntry>> stored,
        Optional<Versioned<RegistrationEntry>> storedRegistration,
        Optional<Registration> registration,
        @Nullable RegistrationEntry registrationEntry,
        Map<Variant, SourceState> sources,
        Reason reason,
        Instant now) {

    public ResourceRef registrationRef() {
        return seedImage.registration();
    }

    /** The entry to publish of the registration, if there is a registration. */
    public Optional<RegistrationEntry> registrationFound() {
        return registration.flatMap(_ -> Optional.ofNullable(registrationEntry));
    }

    /** Why nothing can be served for the registration. Its entry says whether, and the registration itself why. */
    public Optional<RegistrationProblem> registrationProblem() {
        return NextStep.problem(registrationFound())
                .map(problem -> registration
                        .flatMap(found -> RegistrationEntries.problem(found, now))
                        .orElse(problem));
    }

    /** The catalog's entry of this very SeedImage, not of an earlier one of the same name. */
    public Optional<CatalogEntry> known() {
        return stored.map(Versioned::value)
                .filter(entry -> entry.withdrawnAt() == null && entry.uid().equals(seedImage.uid()));
    }

    /** What the catalog says of an image of this very SeedImage. */
    public Optional<CatalogVariant> published(Variant variant) {
        return known().stream()
                .flatMap(entry -> entry.variants().stream())
                .filter(image -> image.variant().equals(variant))
                .findFirst();
    }

    /**
     * The base that an image lies on, waits for, or failed with. While its registration is in trouble nothing else says
     * so: what was asked for, and what nobody asked to move, would be forgotten.
     */
    public Optional<String> rememberedBuild(Variant variant) {
        return published(variant).flatMap(image -> switch (image) {
            case CatalogVariant.Ready ready -> Optional.of(ready.build());
            case CatalogVariant.Preparing preparing ->
                Optional.ofNullable(preparing.build())
                        .or(() -> Optional.ofNullable(preparing.progress()).flatMap(Facts::buildOf));
            case CatalogVariant.Failed failed ->
                Optional.ofNullable(sources.get(variant)).flatMap(source -> source.failedWith(failed.sentence()));
            case CatalogVariant.Expired _ -> Optional.empty();
        });
    }

    private static Optional<String> buildOf(String progress) {
        return StoredObject.at(progress)
                .filter(StoredObject.OfBase.class::isInstance)
                .map(object -> ((StoredObject.OfBase) object).build());
    }

    /** The catalog's entry of this generation, unless a new build was requested since. */
    public Optional<CatalogEntry> knownGeneration() {
        return known().filter(entry -> entry.generation() == seedImage.generation())
                .filter(_ -> !marked());
    }

    /** Whether a new build of the base is requested. */
    public boolean retriggered() {
        return seedImage.retrigger() || marked();
    }

    /** Whether the retrigger annotation changed since it was acted on. Its first value requests nothing new. */
    private boolean marked() {
        return !seedImage.retriggerMark().isEmpty()
                && known().filter(entry -> !seedImage.retriggerMark().equals(entry.retriggerMark()))
                        .isPresent();
    }

    /** When this generation expires; empty before it is completed, and where it never expires. */
    public Optional<Instant> expiresAt() {
        return knownGeneration()
                .map(CatalogEntry::expiresAt)
                .or(() -> completedAt().flatMap(this::after));
    }

    /** When this generation expires if it is completed now. */
    public Optional<Instant> expiresAtIfCompleted() {
        return expiresAt().or(() -> after(now));
    }

    private Optional<Instant> after(Instant completedAt) {
        return seedImage.lifetime().map(completedAt::plus);
    }

    /**
     * When the status says that this generation was completed. A status that is older than a tombstone does not count:
     * it belongs to an earlier SeedImage of the same name.
     */
    private Optional<Instant> completedAt() {
        return seedImage
                .completedAt()
                .filter(_ -> !marked())
                .filter(at -> stored.map(Versioned::value)
                        .map(CatalogEntry::withdrawnAt)
                        .map(at::isAfter)
                        .orElse(true));
    }
}
