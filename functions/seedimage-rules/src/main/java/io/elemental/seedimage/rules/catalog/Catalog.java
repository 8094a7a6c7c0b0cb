package io.elemental.seedimage.rules.catalog;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.Optional;

/** The read model of the download function; written by the reconciler alone, by compare-and-swap. */
public interface Catalog {

    Optional<Versioned<RegistrationEntry>> registration(ResourceRef registration);

    /** The entry of a SeedImage under the registration it is for; a tombstone is an entry. */
    Optional<Versioned<CatalogEntry>> seedImage(ResourceRef registration, String seedImage);

    /** The names of the SeedImages that have entries under a registration. */
    Optional<Versioned<RegistrationIndex>> index(ResourceRef registration);

    PutOutcome put(RegistrationEntry entry, Precondition precondition);

    PutOutcome put(CatalogEntry entry, Precondition precondition);

    PutOutcome put(RegistrationIndex index, Precondition precondition);
}
