package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.testing.CatalogContract;
import io.elemental.seedimage.testing.InMemoryStore;

class StoredCatalogTest implements CatalogContract {

    private final Catalog catalog = new StoredCatalog(new InMemoryStore());

    @Override
    public Catalog catalog() {
        return catalog;
    }
}
