package io.elemental.seedimage.local.store;

import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Images put together by the embedded store. */
@SuppressWarnings("NullAway.Init")
class ComposedImagesTest implements ComposedImagesContract {

    private static EmbeddedStore server;
    private static S3Store store;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = EmbeddedStore.start(folder, "key", "secret");
        store = S3Store.open(
                new S3Settings(server.endpoint(), server.endpoint(), "us-east-1", BUCKET, ""), "key", "secret");
        store.createBucketIfMissing();
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Override
    public S3Store store() {
        return store;
    }
}
