package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.Arrays;
import java.util.Optional;

/** Writes the catalog, then the status, each only when it changed. Images to which neither points go with the sweep. */
public final class Publish {

    private final Catalog catalog;
    private final SeedImages seedImages;
    private final EntriesOfRegistration entries;
    private final KeepIndex index;

    public Publish(Catalog catalog, SeedImages seedImages, EntriesOfRegistration entries) {
        this.index = new KeepIndex(catalog);
        this.catalog = catalog;
        this.entries = entries;
        this.seedImages = seedImages;
    }

    /** Publishes. Returns the entry as it is in the catalog now. */
    CatalogEntry publish(Facts facts, Publication publication) {
        var written = write(publication.entry(), facts.stored());
        seedImages.report(facts.seedImage(), publication.status());
        return written.value();
    }

    /** Writes the status, and nothing into the store. */
    void tell(Facts facts, Publication publication) {
        seedImages.report(facts.seedImage(), publication.status());
    }

    Versioned<CatalogEntry> write(CatalogEntry entry, Optional<Versioned<CatalogEntry>> stored) {
        if (stored.isPresent() && Arrays.equals(bytes(stored.get().value()), bytes(entry))) {
            return stored.get();
        }
        var precondition = stored.<Precondition>map(last -> new Precondition.Unchanged(last.etag()))
                .orElseGet(Precondition.Absent::new);
        return switch (catalog.put(entry, precondition)) {
            case PutOutcome.Written(var etag) -> {
                if (stored.isEmpty()) {
                    entries.written(entry);
                }
                index.written(entry, stored.map(Versioned::value));
                yield new Versioned<>(entry, etag);
            }
            case PutOutcome.Conflict() -> throw new OvertakenException("the SeedImage's entry");
        };
    }

    private static byte[] bytes(CatalogEntry entry) {
        return Documents.write(DocumentType.ENTRY, entry);
    }
}
