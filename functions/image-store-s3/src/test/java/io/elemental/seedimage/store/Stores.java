package io.elemental.seedimage.store;

import io.elemental.seedimage.testing.RealMinio;

/** Opens stores for tests. */
final class Stores {

    private Stores() {}

    static S3Store onMinio(String bucket, String prefix) {
        var minio = RealMinio.orSkip();
        var settings = new S3Settings(minio.endpoint(), minio.endpoint(), "us-east-1", bucket, prefix);
        var store = S3Store.open(settings, minio.accessKey(), minio.secretKey());
        store.createBucketIfMissing();
        store.createBucketIfMissing();
        return store;
    }
}
