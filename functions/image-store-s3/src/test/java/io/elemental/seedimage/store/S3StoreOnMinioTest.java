package io.elemental.seedimage.store;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.PresignedLinks;
import io.elemental.seedimage.testing.CatalogContract;
import io.elemental.seedimage.testing.FetchableGrantLinksContract;
import io.elemental.seedimage.testing.FetchableLinksContract;
import io.elemental.seedimage.testing.MultipartUploadsContract;
import io.elemental.seedimage.testing.ObjectStoreContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;

@SuppressWarnings("NullAway.Init")
class S3StoreOnMinioTest
        implements ObjectStoreContract,
                MultipartUploadsContract,
                FetchableLinksContract,
                FetchableGrantLinksContract,
                CatalogContract {

    @AutoClose
    private static S3Store store;

    @AutoClose
    private static S3Grants grants;

    @BeforeAll
    static void open() {
        store = Stores.onMinio("contract", "some/folder");
        grants = store.grants(GrantKeys.NONE);
    }

    @Override
    public ObjectStore objects() {
        return store.objects();
    }

    @Override
    public MultipartUploads uploads() {
        return store.uploads();
    }

    @Override
    public PresignedLinks links() {
        return store.links();
    }

    @Override
    public GrantLinks grantLinks() {
        return grants.links();
    }

    @Override
    public Catalog catalog() {
        return new StoredCatalog(store.objects());
    }
}
