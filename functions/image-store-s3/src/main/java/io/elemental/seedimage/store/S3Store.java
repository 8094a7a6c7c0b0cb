package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.PresignedLinks;
import io.elemental.seedimage.rules.store.StoreTrial;
import java.net.URI;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** One bucket of an S3 store, under one prefix. Opening it makes no call yet. */
public final class S3Store implements AutoCloseable {

    // Path style, because self-hosted stores seldom have a host name per bucket.
    private static final S3Configuration PATH_STYLE = S3Configuration.builder()
            .pathStyleAccessEnabled(true)
            .chunkedEncodingEnabled(false)
            .expectContinueEnabled(false)
            .build();

    private final S3Bucket bucket;
    private final AwsCredentialsProvider credentials;
    private final Timeouts timeouts;
    private final Signer outside;
    private final ObjectStore objects;
    private final MultipartUploads uploads;
    private final PresignedLinks links;

    S3Store(S3Settings settings, AwsCredentialsProvider credentials, Timeouts timeouts) {
        this.bucket = new S3Bucket(client(settings, credentials, timeouts), settings);
        this.credentials = credentials;
        this.timeouts = timeouts;
        this.outside = Signer.of(settings, settings.publicEndpoint(), credentials);
        this.objects = new S3Objects(bucket);
        this.uploads = new S3Uploads(bucket);
        this.links = new S3Links(settings, outside);
    }

    /** With the credentials that the SDK finds: environment, system properties, web identity, profile. */
    public static S3Store open(S3Settings settings) {
        return new S3Store(settings, DefaultCredentialsProvider.builder().build(), Timeouts.SHORT);
    }

    /** With this key and no other: for a store that this program runs itself. */
    public static S3Store open(S3Settings settings, String accessKey, String secretKey) {
        return new S3Store(settings, new S3Key(accessKey, secretKey).credentials(), Timeouts.SHORT);
    }

    public ObjectStore objects() {
        return objects;
    }

    public MultipartUploads uploads() {
        return uploads;
    }

    public PresignedLinks links() {
        return links;
    }

    /** What builders are given of it. */
    public S3Grants grants(GrantKeys keys) {
        return new S3Grants(bucket, credentials, keys, timeouts);
    }

    /** Tries what the store can. */
    public StoreTrial trial() {
        return new S3StoreTrial(bucket, credentials, timeouts);
    }

    /** For stores that belong to nobody else: a laptop's, a test's. */
    public void createBucketIfMissing() {
        bucket.calling("create the bucket", () -> {
            try {
                return bucket.client().createBucket(request -> request.bucket(bucket.name()));
            } catch (S3Exception e) {
                if (e.statusCode() == 409) { // it is there already
                    return e;
                }
                throw e;
            }
        });
    }

    @Override
    public void close() {
        outside.close();
        bucket.client().close();
    }

    // Not every store knows the newer checksums, so they are used only where S3 demands one.
    static S3Client client(S3Settings settings, AwsCredentialsProvider credentials, Timeouts timeouts) {
        return S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .serviceConfiguration(PATH_STYLE)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(http(settings, timeouts))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(timeouts.attempt())
                        .apiCallTimeout(timeouts.call())
                        .retryStrategy(retries -> retries.maxAttempts(Timeouts.ATTEMPTS)))
                .build();
    }

    static UrlConnectionHttpClient.Builder http(S3Settings settings, Timeouts timeouts) {
        var http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Timeouts.CONNECT)
                .socketTimeout(timeouts.stall());
        if (isThisMachine(settings.endpoint().getHost())) {
            http.proxyConfiguration(ProxyConfiguration.builder()
                    .useEnvironmentVariablesValues(false)
                    .build());
        }
        // Reading the authorities that the runtime trusts takes a tenth of a cold start: it is done only where they
        // count.
        if (settings.endpoint().getScheme().equals("http")) {
            return http.tlsTrustManagersProvider(() -> new TrustManager[0]);
        }
        if (settings.authorities().usual()) {
            return http;
        }
        LateAuthorities.install();
        return http.tlsTrustManagersProvider(settings.authorities()::trustManagers);
    }

    /** No proxy can reach this machine's own loopback, whatever the environment says. */
    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.matches("127[.].*|\\[::1]");
    }

    static S3Presigner presigner(S3Settings settings, URI endpoint, AwsCredentialsProvider credentials) {
        return S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .serviceConfiguration(PATH_STYLE)
                .build();
    }
}
