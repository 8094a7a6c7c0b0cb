package io.elemental.seedimage.reconcile.sweep;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.reconcile.publish.KeepIndex;
import io.elemental.seedimage.reconcile.sweep.StoreListing.EntryPlace;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;
import io.elemental.seedimage.rules.catalog.RegistrationIndex.Item;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Mends the indexes of registrations, whose writers may have ended too early, and removes those of which nothing is
 * left. Knows, until it is told to forget, which ones it mended: a clean-up may take more than one slice.
 */
final class CleanIndexes {

    private final ObjectStore store;
    private final Catalog catalog;
    private final KeepIndex keep;
    private final Set<ResourceRef> mended = new HashSet<>();

    CleanIndexes(ObjectStore store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
        this.keep = new KeepIndex(catalog);
    }

    /** Entries as they are left, by registration and name; empty: nobody can read it. */
    static final class Found {

        private final Map<ResourceRef, Map<String, Optional<String>>> uids = new TreeMap<>();

        void add(EntryPlace place, Optional<CatalogEntry> entry) {
            var names = uids.computeIfAbsent(place.registration(), _ -> new HashMap<>());
            if (entry.isEmpty() || entry.get().withdrawnAt() == null) {
                names.put(place.seedImage(), entry.map(found -> RegistrationIndex.hash(found.uid())));
            }
        }

        Set<ResourceRef> registrations() {
            return uids.keySet();
        }

        /** The names that an index does not say the same of. */
        private Set<String> differing(RegistrationIndex index) {
            var entries = uids.getOrDefault(index.ref(), Map.of());
            var names = new TreeSet<>(entries.keySet());
            index.seedImages().stream().map(Item::name).forEach(names::add);
            names.removeIf(name -> {
                var entry = entries.get(name);
                return entry != null && (entry.isEmpty() || entry.equals(index.uid(name)));
            });
            return names;
        }
    }

    /** What differs is looked at once more, since it may have changed. An index that cannot be read is made anew. */
    boolean mend(ResourceRef registration, Found found) {
        return mended.contains(registration) || settle(registration, found);
    }

    void forget() {
        mended.clear();
    }

    /** Removes an index. Stores delete whatever is there: what appeared in that moment is written once more. */
    boolean remove(ResourceRef registration, Collection<String> seedImages) {
        store.delete(StoreKeys.index(registration));
        keep.settle(registration, seedImages);
        return true;
    }

    private boolean settle(ResourceRef registration, Found found) {
        keep.settle(registration, found.differing(read(registration)));
        return mended.add(registration);
    }

    private RegistrationIndex read(ResourceRef registration) {
        try {
            return catalog.index(registration)
                    .map(Versioned::value)
                    .orElseGet(() -> RegistrationIndex.empty(registration));
        } catch (UnreadableDocumentException _) {
            store.delete(StoreKeys.index(registration));
            return RegistrationIndex.empty(registration);
        }
    }
}
