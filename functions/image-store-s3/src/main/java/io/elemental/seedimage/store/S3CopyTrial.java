package io.elemental.seedimage.store;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * Has the store make a part of a range of an object, as composed images are made.
 *
 * @param source key of an object with the trial's content
 * @param target key that uploads are begun for
 */
record S3CopyTrial(S3Bucket bucket, String source, String target) {

    private static final int FROM = 3;
    private static final int TO = 10;
    private static final String ANOTHER = "\"0123456789abcdef0123456789abcdef\"";

    /** What the store does instead of copying a range. */
    Optional<String> range() {
        var upload = new S3TrialUpload(bucket, target);
        if (upload.problem().isPresent()) {
            return upload.problem();
        }
        var copied = copy(upload, _ -> {});
        if (copied.done()) {
            return completed(upload, copied.value().orElse("")).or(this::wrongBytes);
        }
        var _ = upload.abort();
        return copied.problem("UploadPartCopy with a range");
    }

    /** What it does instead of looking first whether the object is the one that is meant. */
    Optional<String> unchanged() {
        var upload = new S3TrialUpload(bucket, target);
        if (upload.problem().isPresent()) {
            return upload.problem();
        }
        var etag = new S3Objects(bucket).head(source).orElseThrow().etag();
        var meant = copy(upload, request -> request.copySourceIfMatch(etag));
        var other = copy(upload, request -> request.copySourceIfMatch(ANOTHER));
        var _ = upload.abort();
        return meant.problem("UploadPartCopy with x-amz-copy-source-if-match")
                .or(() -> other.done()
                        ? Optional.of("it copies an object other than the one that x-amz-copy-source-if-match names")
                        : Optional.empty());
    }

    private HttpAnswer<String> copy(S3TrialUpload upload, Consumer<UploadPartCopyRequest.Builder> condition) {
        return HttpAnswer.of(
                bucket,
                "copy %s into a part of %s".formatted(source, target),
                () -> bucket.client()
                        .uploadPartCopy(request -> request.sourceBucket(bucket.name())
                                .sourceKey(bucket.fullKey(source))
                                .copySourceRange("bytes=%s-%s".formatted(FROM, TO))
                                .destinationBucket(bucket.name())
                                .destinationKey(bucket.fullKey(target))
                                .uploadId(upload.id())
                                .partNumber(1)
                                .applyMutation(condition))
                        .copyPartResult()
                        .eTag());
    }

    private Optional<String> completed(S3TrialUpload upload, String etag) {
        var part = CompletedPart.builder().partNumber(1).eTag(etag).build();
        return HttpAnswer.of(
                        bucket,
                        "complete the upload of " + target,
                        () -> bucket.client()
                                .completeMultipartUpload(request -> request.bucket(bucket.name())
                                        .key(bucket.fullKey(target))
                                        .uploadId(upload.id())
                                        .multipartUpload(parts -> parts.parts(part))))
                .problem("CompleteMultipartUpload with a copied part");
    }

    private Optional<String> wrongBytes() {
        var wanted = Arrays.copyOfRange(S3StoreTrial.CONTENT, FROM, TO + 1);
        return new S3Objects(bucket)
                .get(target, S3StoreTrial.CONTENT.length)
                .filter(object -> Arrays.equals(object.content(), wanted))
                .map(_ -> Optional.<String>empty())
                .orElseGet(() -> Optional.of("it copies other bytes than those of the range"));
    }
}
