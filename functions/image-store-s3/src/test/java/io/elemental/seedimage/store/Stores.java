package io.elemental.seedimage.store;

import io.elemental.seedimage.testing.RealMinio;
import io.elemental.seedimage.testing.RealStore;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Opens stores for tests. */
final class Stores {

    static final String SECRET = "very-secret-key";

    /** For tests that are about something else: a slow machine's first calls take longer than the usual ones allow. */
    static final Timeouts FAR = new Timeouts(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(5));

    private Stores() {}

    static S3Store onMinio(String bucket, String prefix) {
        return on(RealMinio.orSkip(), bucket, prefix);
    }

    static S3Store on(RealStore real, String bucket, String prefix) {
        var store = S3Store.open(settings(real.endpoint(), bucket, prefix), real.accessKey(), real.secretKey());
        store.createBucketIfMissing();
        store.createBucketIfMissing();
        return store;
    }

    /** A store where nothing, or nothing useful, answers. */
    static S3Store at(URI endpoint, Timeouts timeouts) {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("access", SECRET));
        return new S3Store(settings(endpoint, "images", ""), credentials, timeouts);
    }

    static S3Settings settings(URI endpoint, String bucket, String prefix) {
        return new S3Settings(endpoint, endpoint, "us-east-1", bucket, prefix);
    }
}
