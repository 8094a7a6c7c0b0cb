package io.elemental.seedimage.store;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs URLs with one key, for no longer than that lives: what is signed ends with what signed it. */
record Signer(S3Presigner urls, AwsCredentialsProvider key, InstantSource clock) implements AutoCloseable {

    private static final Duration LEAST = Duration.ofSeconds(1);

    static Signer of(S3Settings settings, URI endpoint, AwsCredentialsProvider key) {
        return new Signer(S3Store.presigner(settings, endpoint, key), key, InstantSource.system());
    }

    /** As long as is wanted, or as the key lives. */
    Duration validFor(Duration wanted) {
        return key.resolveCredentials()
                .expirationTime()
                .map(end -> Duration.between(clock.instant(), end))
                .filter(left -> left.compareTo(wanted) < 0)
                .map(left -> left.compareTo(LEAST) < 0 ? LEAST : left)
                .orElse(wanted);
    }

    @Override
    public void close() {
        urls.close();
    }
}
