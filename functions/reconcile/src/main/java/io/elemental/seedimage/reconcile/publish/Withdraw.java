package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.Superseded;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Replaces a SeedImage's entry by a tombstone. Removes its images when nobody can read them any longer. */
public final class Withdraw {

    private final EntriesOfRegistration entries;
    private final Publish publish;
    private final Duration keptFor;

    public Withdraw(EntriesOfRegistration entries, Publish publish, Duration keptFor) {
        this.entries = entries;
        this.publish = publish;
        this.keptFor = keptFor;
    }

    /** Withdraws all entries of a SeedImage that is gone. Says when to look again to remove its images. */
    public Optional<Instant> everywhere(ResourceRef seedImage, Instant now) {
        return entries.named(seedImage, now).stream()
                .map(entry -> one(entry, now, now.plus(keptFor)))
                .flatMap(left -> left.retiring().stream())
                .map(Superseded::until)
                .min(Instant::compareTo);
    }

    /** Withdraws the SeedImage's entries under other registrations: their tokens must not open it any longer. */
    public void elsewhere(ResourceRef seedImage, ResourceRef registration, Instant now) {
        entries.elsewhere(seedImage, registration, now).forEach(entry -> one(entry, now, now));
    }

    /** Withdraws one entry. Its images are kept until {@code until}. */
    public CatalogEntry one(Versioned<CatalogEntry> entry, Instant now, Instant until) {
        var tombstone = entry.value().withdrawnAt() == null
                ? publish.write(tombstone(entry, now, until), Optional.of(entry))
                : entry;
        return publish.removeDue(tombstone, now);
    }

    private static CatalogEntry tombstone(Versioned<CatalogEntry> stored, Instant now, Instant until) {
        var entry = stored.value();
        var retiring = SupersededImages.after(Optional.of(stored), List.of(), until);
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
