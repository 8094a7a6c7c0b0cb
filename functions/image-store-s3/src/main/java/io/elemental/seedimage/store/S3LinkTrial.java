package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Goes where presigned links lead, as somebody who has nothing but the link. */
record S3LinkTrial(S3Bucket bucket, Signer signer, SdkHttpClient http) implements AutoCloseable {

    private static final Duration VALID_FOR = Duration.ofMinutes(5);

    /** What was answered; never shown, since it came of a link. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content, where it is compared
    private record Received(int status, byte[] content) {}

    static S3LinkTrial open(S3Bucket bucket, AwsCredentialsProvider key, Timeouts timeouts) {
        var settings = bucket.settings();
        return new S3LinkTrial(
                bucket,
                Signer.of(settings, settings.endpoint(), key),
                S3Store.http(settings, timeouts).build());
    }

    /** What the store does instead of giving an object with the trial's content. */
    Optional<String> get(String key) {
        var answer = send(
                SdkHttpMethod.GET,
                new byte[0],
                "read %s by its link".formatted(key),
                urls -> urls.presignGetObject(presign -> presign.signatureDuration(signer.validFor(VALID_FOR))
                                .getObjectRequest(
                                        request -> request.bucket(bucket.name()).key(bucket.fullKey(key))))
                        .url());
        return problem(answer, "GET of a presigned link")
                .or(() -> Arrays.equals(answer.content(), S3StoreTrial.CONTENT)
                        ? Optional.empty()
                        : Optional.of("a presigned link gives other bytes than those of its object"));
    }

    /** What it does instead of taking a part. */
    Optional<String> part(S3TrialUpload upload) {
        var answer = send(
                SdkHttpMethod.PUT,
                S3StoreTrial.CONTENT,
                "write a part of %s by its link".formatted(upload.key()),
                urls -> urls.presignUploadPart(presign -> presign.signatureDuration(signer.validFor(VALID_FOR))
                                .uploadPartRequest(request -> request.bucket(bucket.name())
                                        .key(bucket.fullKey(upload.key()))
                                        .uploadId(upload.id())
                                        .partNumber(1)))
                        .url());
        return problem(answer, "PUT of a part to a presigned link");
    }

    private static Optional<String> problem(Received answer, String request) {
        return answer.status() == HttpAnswer.DONE
                ? Optional.empty()
                : Optional.of("it answers %s to %s".formatted(answer.status(), request));
    }

    private Received send(SdkHttpMethod method, byte[] content, String action, Function<S3Presigner, URL> link) {
        var request = SdkHttpRequest.builder().method(method).uri(S3Links.uri(link.apply(signer.urls())));
        if (content.length > 0) {
            request.putHeader("Content-Length", String.valueOf(content.length));
        }
        var call = HttpExecuteRequest.builder()
                .request(request.build())
                .contentStreamProvider(content.length == 0 ? null : () -> new ByteArrayInputStream(content))
                .build();
        try {
            var answer = http.prepareRequest(call).call();
            var status = answer.httpResponse().statusCode();
            if (HttpAnswer.isOutage(status)) {
                throw new StoreUnavailableException("cannot %s: %s answered %s".formatted(action, endpoint(), status));
            }
            try (InputStream body =
                    answer.responseBody().<InputStream>map(found -> found).orElseGet(InputStream::nullInputStream)) {
                return new Received(status, body.readNBytes(S3StoreTrial.CONTENT.length + 1));
            }
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot %s: %s: %s".formatted(action, endpoint(), e.getMessage()), e);
        }
    }

    private URI endpoint() {
        return bucket.settings().endpoint();
    }

    @Override
    public void close() {
        http.close();
        signer.close();
    }
}
