package io.elemental.seedimage.store;

import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.Part;

/** An upload that a store is tried with. */
final class S3TrialUpload {

    private final S3Bucket bucket;
    private final String key;
    private final HttpAnswer<String> started;

    S3TrialUpload(S3Bucket bucket, String key) {
        this.bucket = bucket;
        this.key = key;
        this.started = HttpAnswer.of(
                bucket,
                "start an upload of " + key,
                () -> Optional.of(bucket.client()
                                .createMultipartUpload(
                                        request -> request.bucket(bucket.name()).key(bucket.fullKey(key))))
                        .map(CreateMultipartUploadResponse::uploadId)
                        .orElse(""));
    }

    String key() {
        return key;
    }

    String id() {
        return started.value().orElseThrow();
    }

    /** Why there is no upload to go on with. */
    Optional<String> problem() {
        return started.problem("the start of an upload");
    }

    /** Gives it up; what the store does instead of forgetting it. */
    Optional<String> abort() {
        return HttpAnswer.of(
                        bucket,
                        "abort the upload of " + key,
                        () -> bucket.client()
                                .abortMultipartUpload(request -> request.bucket(bucket.name())
                                        .key(bucket.fullKey(key))
                                        .uploadId(id())))
                .problem("AbortMultipartUpload")
                .or(this::remains);
    }

    private Optional<String> remains() {
        var parts = HttpAnswer.of(
                bucket,
                "list the parts of " + key,
                () -> bucket
                        .client()
                        .listParts(request -> request.bucket(bucket.name())
                                .key(bucket.fullKey(key))
                                .uploadId(id()))
                        .parts()
                        .stream()
                        .map(Part::partNumber)
                        .toList());
        return parts.value()
                .filter(left -> !left.isEmpty())
                .map(_ -> "parts of an upload that was given up are still there");
    }
}
