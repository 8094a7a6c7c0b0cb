package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The entries of the catalog, found by its folders. */
public final class EntriesOfRegistration {

    /** Registrations of a namespace that are asked one by one. */
    private static final int FEW = 10;

    private final ObjectStore store;
    private final Catalog catalog;
    private final EntryIndex index;

    public EntriesOfRegistration(ObjectStore store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
        this.index = new EntryIndex(store);
    }

    /** The entries of all SeedImages under a registration. */
    List<Versioned<CatalogEntry>> of(ResourceRef registration) {
        return read(store.folders(StoreKeys.entries(registration)), name -> catalog.seedImage(registration, name));
    }

    /** The entries of a SeedImage under all registrations. */
    List<Versioned<CatalogEntry>> named(ResourceRef seedImage, Instant now) {
        return named(seedImage, index.registrationsOf(seedImage, now).stream());
    }

    /**
     * The same, without one registration. A few are asked for each; of many, which somebody may have made to keep the
     * store busy, a listing of some seconds ago says which to ask.
     */
    List<Versioned<CatalogEntry>> elsewhere(ResourceRef seedImage, ResourceRef registration, Instant now) {
        var others = new ArrayList<String>();
        try (var folders = store.folders(StoreKeys.catalog(seedImage.namespace()))) {
            folders.filter(name -> !name.equals(registration.name())).forEach(others::add);
        }
        if (others.size() > FEW) {
            others.retainAll(index.registrationsOf(seedImage, now));
        }
        return named(seedImage, others.stream());
    }

    private List<Versioned<CatalogEntry>> named(ResourceRef seedImage, Stream<String> registrations) {
        return read(
                registrations, registration -> catalog.seedImage(seedImage.sibling(registration), seedImage.name()));
    }

    /** Hears of a new entry. */
    void written(CatalogEntry entry) {
        index.written(entry.ref(), entry.registration());
    }

    private static List<Versioned<CatalogEntry>> read(
            Stream<String> names, Function<String, Optional<Versioned<CatalogEntry>>> entry) {
        try (names) {
            return names.flatMap(name -> entry.apply(name).stream()).toList();
        }
    }
}
