package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.reconcile.common.Reason;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a SeedImage and its registration.
 *
 * @param stored what lies in the catalog under its name and registration, a tombstone perhaps
 * @param storedRegistration what the catalog has of the registration
 * @param registrationEntry what the catalog is to have of the registration; null while there is none
 * @param sources what its images are made from, by variant; none where its base image is not allowed
 * @param look why it was read
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

    /** What is to be published of the registration if there is one. */
    public Optional<RegistrationEntry> registrationFound() {
        return registration.flatMap(_ -> Optional.ofNullable(registrationEntry));
    }

    /** What the catalog says of this very SeedImage, not of another one that had its name. */
    public Optional<CatalogEntry> known() {
        return stored.map(Versioned::value)
                .filter(entry -> entry.withdrawnAt() == null && entry.uid().equals(seedImage.uid()));
    }

    /** What the catalog says of this generation, unless a new build was asked for since. */
    public Optional<CatalogEntry> knownGeneration() {
        return known().filter(entry -> entry.generation() == seedImage.generation())
                .filter(_ -> !marked());
    }

    /** Whether a new build of the base is asked for. */
    public boolean retriggered() {
        return seedImage.retrigger() || marked();
    }

    /** Whether the retrigger annotation was changed since it was acted on; its first value asks for nothing new. */
    private boolean marked() {
        return !seedImage.retriggerMark().isEmpty()
                && known().filter(entry -> !seedImage.retriggerMark().equals(entry.retriggerMark()))
                        .isPresent();
    }

    /** When this generation's time ends; empty until it was completed, or never. */
    public Optional<Instant> expiresAt() {
        return knownGeneration()
                .map(CatalogEntry::expiresAt)
                .or(() -> completedAt().flatMap(this::after));
    }

    /** When this generation's time ends if it is completed now. */
    public Optional<Instant> expiresAtIfCompleted() {
        return expiresAt().or(() -> after(now));
    }

    private Optional<Instant> after(Instant completedAt) {
        return seedImage.lifetime().map(completedAt::plus);
    }

    /** What a status says that is older than a tombstone is of another life. */
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
