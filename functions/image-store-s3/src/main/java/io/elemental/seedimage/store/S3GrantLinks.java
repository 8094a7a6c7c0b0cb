package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.GrantLinks;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Presigned URLs for builders: computed here, without asking the store.
 *
 * @param reads what sources are signed with
 * @param writes what all else is signed with
 */
record S3GrantLinks(S3Settings settings, S3Presigner reads, S3Presigner writes) implements GrantLinks {

    @Override
    public URI source(String key, Duration validFor) {
        var request = GetObjectRequest.builder()
                .bucket(settings.bucket())
                .key(settings.prefix() + key)
                .build();
        return S3Links.uri(reads.presignGetObject(
                        presign -> presign.signatureDuration(validFor).getObjectRequest(request))
                .url());
    }

    @Override
    public URI document(String key, Duration validFor) {
        var request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(settings.prefix() + key)
                .contentType(DOCUMENT_TYPE)
                .build();
        return S3Links.uri(writes.presignPutObject(
                        presign -> presign.signatureDuration(validFor).putObjectRequest(request))
                .url());
    }

    @Override
    public URI part(String key, String uploadId, int number, long length, Duration validFor) {
        return part(request(key, uploadId, number).contentLength(length).build(), validFor);
    }

    @Override
    public URI lastPart(String key, String uploadId, int number, Duration validFor) {
        return part(request(key, uploadId, number).build(), validFor);
    }

    @Override
    public @Nullable String authorities() {
        return settings.authorities().usual() ? null : settings.authorities().pem();
    }

    private UploadPartRequest.Builder request(String key, String uploadId, int number) {
        return UploadPartRequest.builder()
                .bucket(settings.bucket())
                .key(settings.prefix() + key)
                .uploadId(uploadId)
                .partNumber(number);
    }

    private URI part(UploadPartRequest request, Duration validFor) {
        return S3Links.uri(writes.presignUploadPart(
                        presign -> presign.signatureDuration(validFor).uploadPartRequest(request))
                .url());
    }
}
