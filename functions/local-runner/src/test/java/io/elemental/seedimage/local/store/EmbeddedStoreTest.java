package io.elemental.seedimage.local.store;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.PresignedLinks;
import io.elemental.seedimage.rules.store.StoreTrial;
import io.elemental.seedimage.store.GrantKeys;
import io.elemental.seedimage.store.S3Grants;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.CatalogContract;
import io.elemental.seedimage.testing.FetchableGrantLinksContract;
import io.elemental.seedimage.testing.FetchableLinksContract;
import io.elemental.seedimage.testing.MultipartUploadsContract;
import io.elemental.seedimage.testing.ObjectStoreContract;
import io.elemental.seedimage.testing.StoreTrialContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store does what real ones do, seen through the same adapter. */
@SuppressWarnings("NullAway.Init")
class EmbeddedStoreTest
        implements ObjectStoreContract,
                MultipartUploadsContract,
                FetchableLinksContract,
                FetchableGrantLinksContract,
                CatalogContract,
                StoreTrialContract {

    private static final String KEY = "contract";
    private static final String SECRET = "contract-secret";

    private static EmbeddedStore server;
    private static S3Store store;
    private static S3Grants grants;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = EmbeddedStore.start(folder, KEY, SECRET);
        var settings = new S3Settings(server.endpoint(), server.endpoint(), "us-east-1", "seedimages", "some/folder");
        store = S3Store.open(settings, KEY, SECRET);
        store.createBucketIfMissing();
        grants = store.grants(GrantKeys.NONE);
    }

    @AfterAll
    static void stop() {
        grants.close();
        store.close();
        server.close();
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
