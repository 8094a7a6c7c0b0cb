package io.elemental.seedimage.store;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.PresignedLinks;
import io.elemental.seedimage.rules.store.StoreTrial;
import io.elemental.seedimage.testing.CatalogContract;
import io.elemental.seedimage.testing.FetchableGrantLinksContract;
import io.elemental.seedimage.testing.FetchableLinksContract;
import io.elemental.seedimage.testing.MultipartUploadsContract;
import io.elemental.seedimage.testing.ObjectStoreContract;
import io.elemental.seedimage.testing.RealStore;
import io.elemental.seedimage.testing.StoreTrialContract;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** All that we rely on, at a real store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class S3StoreOnRealStore
        implements ObjectStoreContract,
                MultipartUploadsContract,
                FetchableLinksContract,
                FetchableGrantLinksContract,
                CatalogContract,
                StoreTrialContract {

    private final Supplier<RealStore> real;
    private S3Store store;
    private S3Grants grants;

    S3StoreOnRealStore(Supplier<RealStore> real) {
        this.real = real;
    }

    @BeforeAll
    void open() {
        store = Stores.on(real.get(), "contract", "some/folder");
        grants = store.grants(GrantKeys.NONE);
    }

    @AfterAll
    void close() {
        if (store != null) {
            grants.close();
            store.close();
        }
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

    @Override
    public StoreTrial trial() {
        return store.trial();
    }
}
