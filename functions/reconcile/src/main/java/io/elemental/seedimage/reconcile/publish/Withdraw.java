package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Replaces a SeedImage's entry by a tombstone, which names its images as long as somebody may read them. */
public final class Withdraw {

    private final EntriesOfRegistration entries;
    private final Publish publish;
    private final Duration keptFor;

    public Withdraw(EntriesOfRegistration entries, Publish publish, Duration keptFor) {
        this.entries = entries;
        this.publish = publish;
        this.keptFor = keptFor;
    }

    /** Withdraws all entries of a SeedImage that is gone. */
    public void everywhere(ResourceRef seedImage, Instant now) {
        entries.named(seedImage, now).forEach(entry -> one(entry, now, now.plus(keptFor)));
    }

    /** Withdraws the SeedImage's entries under other registrations: their tokens must not open it any longer. */
    public void elsewhere(ResourceRef seedImage, ResourceRef registration, Instant now) {
        entries.elsewhere(seedImage, registration, now).forEach(entry -> one(entry, now, now));
    }

    /** Withdraws one entry. Its images are kept until {@code until}. */
    public CatalogEntry one(Versioned<CatalogEntry> entry, Instant now, Instant until) {
        return entry.value().withdrawnAt() == null
                ? publish.write(tombstone(entry, now, until), Optional.of(entry))
                        .value()
                : entry.value();
    }

    private static CatalogEntry tombstone(Versioned<CatalogEntry> stored, Instant now, Instant until) {
        var entry = stored.value();
        var retiring = SupersededImages.after(Optional.of(stored), List.of(), until, now);
        return new CatalogEntry(
                entry.namespace(),
                entry.name(),
                entry.registration(),
                entry.uid(),
                entry.generation(),
                entry.registrationHash(),
                now,
                SeedImageState.NOT_STARTED,
                List.of(),
                null,
                null,
                entry.delivery(),
                List.of(),
                retiring,
                null);
    }
}
