package io.elemental.seedimage.store;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.testing.RealStore;
import io.elemental.seedimage.testing.WholeStoreContract;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** All that we rely on, at a real store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class S3StoreOnRealStore implements WholeStoreContract {

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
    public Ports ports() {
        var objects = store.objects();
        return new Ports(
                objects, store.uploads(), store.links(), grants.links(), new StoredCatalog(objects), store.trial());
    }
}
