package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.Versioned;
import java.util.Optional;

/** The catalog, as documents in the object store. */
public final class StoredCatalog implements Catalog {

    private final StoredDocuments documents;

    public StoredCatalog(ObjectStore store) {
        this.documents = new StoredDocuments(store);
    }

    @Override
    public Optional<Versioned<RegistrationEntry>> registration(ResourceRef registration) {
        return documents.read(DocumentType.REGISTRATION, StoreKeys.registration(registration));
    }

    @Override
    public Optional<Versioned<CatalogEntry>> seedImage(ResourceRef registration, String seedImage) {
        return documents.read(DocumentType.ENTRY, StoreKeys.entry(registration, seedImage));
    }

    @Override
    public Optional<Versioned<RegistrationIndex>> index(ResourceRef registration) {
        return documents.read(DocumentType.INDEX, StoreKeys.index(registration));
    }

    @Override
    public PutOutcome put(RegistrationIndex index, Precondition precondition) {
        return documents.write(DocumentType.INDEX, StoreKeys.index(index.ref()), index, precondition);
    }

    @Override
    public PutOutcome put(RegistrationEntry entry, Precondition precondition) {
        return documents.write(DocumentType.REGISTRATION, StoreKeys.registration(entry.ref()), entry, precondition);
    }

    @Override
    public PutOutcome put(CatalogEntry entry, Precondition precondition) {
        var registration = new ResourceRef(entry.namespace(), entry.registration());
        return documents.write(DocumentType.ENTRY, StoreKeys.entry(registration, entry.name()), entry, precondition);
    }
}
