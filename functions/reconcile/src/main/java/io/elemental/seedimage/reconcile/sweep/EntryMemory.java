package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.reconcile.sweep.StoreListing.EntryPlace;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was read of entries before a slice ended, while they stay as they were listed. Without it a clean-up of more
 * entries than a slice can read would never come to its end.
 */
final class EntryMemory {

    private final StoredCatalog catalog;
    private final Map<EntryPlace, CatalogEntry> entries = new ConcurrentHashMap<>();

    EntryMemory(StoredCatalog catalog) {
        this.catalog = catalog;
    }

    /** An entry with all that it points at. */
    Optional<CatalogEntry> read(EntryPlace place) {
        var remembered = Optional.ofNullable(entries.get(place));
        if (remembered.isPresent()) {
            return remembered;
        }
        var read = catalog.seedImage(place.registration(), place.seedImage());
        read.filter(entry -> entry.etag().equals(place.etag()))
                .ifPresent(entry -> entries.put(place, pointers(entry.value())));
        return read.map(Versioned::value);
    }

    /** Forgets all: the next clean-up reads anew. */
    void forget() {
        entries.clear();
    }

    private static CatalogEntry pointers(CatalogEntry entry) {
        return new CatalogEntry(
                entry.namespace(),
                entry.name(),
                entry.registration(),
                entry.uid(),
                entry.generation(),
                "",
                entry.withdrawnAt(),
                entry.state(),
                List.of(),
                entry.expiresAt(),
                null,
                entry.delivery(),
                entry.variants(),
                entry.retiring(),
                null);
    }
}
