package io.elemental.seedimage.local.store;

import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.RealStore;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Images put together by a real store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class ComposedImagesOnRealStore implements ComposedImagesContract {

    private final Supplier<RealStore> real;
    private S3Store store;

    ComposedImagesOnRealStore(Supplier<RealStore> real) {
        this.real = real;
    }

    @BeforeAll
    void start() {
        var found = real.get();
        var settings = new S3Settings(found.endpoint(), found.endpoint(), "us-east-1", BUCKET, "");
        store = S3Store.open(settings, found.accessKey(), found.secretKey());
        store.createBucketIfMissing();
    }

    @AfterAll
    void stop() {
        if (store != null) {
            store.close();
        }
    }

    @Override
    public S3Store store() {
        return store;
    }
}
