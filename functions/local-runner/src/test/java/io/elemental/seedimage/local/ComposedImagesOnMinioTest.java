package io.elemental.seedimage.local;

import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.RealMinio;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Images put together by a real MinIO. */
@SuppressWarnings("NullAway.Init")
class ComposedImagesOnMinioTest implements ComposedImagesContract {

    private static S3Store store;

    @BeforeAll
    static void start() {
        var minio = RealMinio.orSkip();
        var settings = new S3Settings(minio.endpoint(), minio.endpoint(), "us-east-1", BUCKET, "");
        store = S3Store.open(settings, minio.accessKey(), minio.secretKey());
        store.createBucketIfMissing();
    }

    @AfterAll
    static void stop() {
        if (store != null) {
            store.close();
        }
    }

    @Override
    public S3Store store() {
        return store;
    }
}
