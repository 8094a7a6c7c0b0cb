package io.elemental.seedimage.local.store;

import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.store.GrantKeys;
import io.elemental.seedimage.store.S3Grants;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.WholeStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store does what real ones do, seen through the same adapter. */
@SuppressWarnings("NullAway.Init")
class EmbeddedStoreTest implements WholeStoreContract {

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
    public Ports ports() {
        var objects = store.objects();
        return new Ports(
                objects, store.uploads(), store.links(), grants.links(), new StoredCatalog(objects), store.trial());
    }
}
