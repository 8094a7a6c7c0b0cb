package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.reconcile.common.OvertakenException;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.Collection;
import java.util.Optional;

/**
 * Keeps the index of a registration true to its entries. Whoever wrote an entry that appears or goes writes the index
 * after it, and counts a change even where its names stay. So of several, the last one to write has read every entry
 * after it was written: who read one before has read an older index, and is overtaken.
 */
public final class KeepIndex {

    private static final int MOST_TRIES = 50;

    private final Catalog catalog;

    public KeepIndex(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Hears of an entry that was written in another's place, which is null where there was none. */
    void written(CatalogEntry entry, Optional<CatalogEntry> before) {
        if (!uid(Optional.of(entry)).equals(uid(before))) {
            var _ = bring(new ResourceRef(entry.namespace(), entry.registration()), entry.name(), true);
        }
    }

    /** Makes it true of these SeedImages, where it is not. */
    public void settle(ResourceRef registration, Collection<String> seedImages) {
        seedImages.forEach(seedImage -> {
            var _ = bring(registration, seedImage, false);
        });
    }

    /** Reads the index first, then the entry. Returns whether it was written. */
    private boolean bring(ResourceRef registration, String seedImage, boolean changed) {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            var stored = catalog.index(registration);
            var index = stored.map(Versioned::value).orElseGet(() -> RegistrationIndex.empty(registration));
            var uid = uid(catalog.seedImage(registration, seedImage).map(Versioned::value));
            if (!changed && index.uid(seedImage).equals(uid)) {
                return false;
            }
            var precondition = stored.<Precondition>map(last -> new Precondition.Unchanged(last.etag()))
                    .orElseGet(Precondition.Absent::new);
            if (catalog.put(index.with(seedImage, uid.orElse(null)), precondition) instanceof PutOutcome.Written) {
                return true;
            }
        }
        throw new OvertakenException("the registration's index");
    }

    /** What the index says of an entry; empty: nothing. */
    private static Optional<String> uid(Optional<CatalogEntry> entry) {
        return entry.filter(found -> found.withdrawnAt() == null).map(found -> RegistrationIndex.hash(found.uid()));
    }
}
