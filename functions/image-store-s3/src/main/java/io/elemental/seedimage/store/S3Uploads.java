package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Multipart uploads in one bucket of an S3 store. */
final class S3Uploads implements MultipartUploads {

    private static final Set<String> CHANGED = Set.of(
            "NoSuchUpload",
            "NoSuchKey",
            "PreconditionFailed",
            "InvalidPart",
            "InvalidPartOrder",
            "EntityTooSmall",
            "InvalidRange",
            "MalformedXML");

    private final S3Bucket bucket;

    S3Uploads(S3Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public String start(String key, String contentType) {
        return bucket.calling(
                "start an upload of " + key,
                () -> bucket.client()
                        .createMultipartUpload(request -> request.bucket(bucket.name())
                                .key(bucket.fullKey(key))
                                .contentType(contentType))
                        .uploadId());
    }

    @Override
    public Part put(String key, String uploadId, int number, byte[] content) {
        return changing("upload part %s of %s".formatted(number, key), () -> {
            var answer = bucket.client()
                    .uploadPart(
                            request -> request.bucket(bucket.name())
                                    .key(bucket.fullKey(key))
                                    .uploadId(uploadId)
                                    .partNumber(number)
                                    .overrideConfiguration(Timeouts.LONG.override()),
                            RequestBody.fromBytes(content));
            return new Part(number, answer.eTag());
        });
    }

    @Override
    public Part copy(
            String key, String uploadId, int number, String sourceKey, String sourceEtag, long offset, long length) {
        return changing("copy %s into part %s of %s".formatted(sourceKey, number, key), () -> {
            var answer = bucket.client()
                    .uploadPartCopy(request -> request.sourceBucket(bucket.name())
                            .sourceKey(bucket.fullKey(sourceKey))
                            .copySourceIfMatch(sourceEtag)
                            .copySourceRange("bytes=%s-%s".formatted(offset, offset + length - 1))
                            .destinationBucket(bucket.name())
                            .destinationKey(bucket.fullKey(key))
                            .uploadId(uploadId)
                            .partNumber(number)
                            .overrideConfiguration(Timeouts.LONG.override()));
            return new Part(number, answer.copyPartResult().eTag());
        });
    }

    @Override
    public List<UploadedPart> parts(String key, String uploadId, int last) {
        return bucket.calling("list the parts of " + key, () -> {
            try {
                return bucket
                        .client()
                        .listPartsPaginator(request -> request.bucket(bucket.name())
                                .key(bucket.fullKey(key))
                                .uploadId(uploadId))
                        .stream()
                        .takeWhile(page -> Objects.requireNonNullElse(page.partNumberMarker(), 0) < last)
                        .flatMap(page -> page.parts().stream())
                        .filter(part -> part.partNumber() <= last)
                        .map(part -> new UploadedPart(part.partNumber(), part.size(), part.eTag()))
                        .sorted(Comparator.comparingInt(UploadedPart::number)) // the embedded store's are in no order
                        .toList();
            } catch (S3Exception e) {
                if (S3Bucket.code(e).equals("NoSuchUpload")) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    @Override
    public String complete(String key, String uploadId, List<Part> parts) {
        if (parts.isEmpty()) { // MinIO would make an empty object
            throw new ObjectChangedException("cannot complete the upload of %s: it has no parts".formatted(key));
        }
        var completed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .build())
                .toList();
        return changing(
                "complete the upload of " + key,
                () -> bucket.client()
                        .completeMultipartUpload(request -> request.bucket(bucket.name())
                                .key(bucket.fullKey(key))
                                .uploadId(uploadId)
                                .multipartUpload(upload -> upload.parts(completed))
                                .overrideConfiguration(Timeouts.JOINING.override()))
                        .eTag());
    }

    @Override
    public void abort(String key, String uploadId) {
        bucket.calling("abort the upload of " + key, () -> {
            try {
                return bucket.client()
                        .abortMultipartUpload(request -> request.bucket(bucket.name())
                                .key(bucket.fullKey(key))
                                .uploadId(uploadId));
            } catch (S3Exception e) {
                if (S3Bucket.code(e).equals("NoSuchUpload")) {
                    return e;
                }
                throw e;
            }
        });
    }

    /** MinIO lists the uploads of an exact key only, and S3 those of longer keys, too. */
    @Override
    public void abortAll(String key) {
        var fullKey = bucket.fullKey(key);
        var begun = bucket.calling(
                "list the uploads of " + key,
                () -> bucket
                        .client()
                        .listMultipartUploadsPaginator(
                                request -> request.bucket(bucket.name()).prefix(fullKey))
                        .uploads()
                        .stream()
                        .filter(upload -> upload.key().equals(fullKey))
                        .map(MultipartUpload::uploadId)
                        .toList());
        begun.forEach(uploadId -> abort(key, uploadId));
    }

    private <T> T changing(String action, Supplier<T> call) {
        return bucket.calling(action, () -> {
            try {
                return call.get();
            } catch (S3Exception e) {
                var code =
                        e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
                if (code != null && CHANGED.contains(code)) {
                    throw new ObjectChangedException("cannot %s: %s".formatted(action, code));
                }
                throw e;
            }
        });
    }
}
