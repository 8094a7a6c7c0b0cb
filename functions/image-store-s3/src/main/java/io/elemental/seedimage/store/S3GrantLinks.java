package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.GrantLinks;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Presigned URLs for builders: computed here, without asking the store.
 *
 * @param reads what sources are signed with
 * @param writes what all else is signed with
 */
record S3GrantLinks(S3Settings settings, Signer reads, Signer writes) implements GrantLinks {

    @Override
    public URI source(String key, Duration validFor) {
        var request = GetObjectRequest.builder()
                .bucket(settings.bucket())
                .key(settings.prefix() + key)
                .build();
        return S3Links.uri(reads.urls()
                .presignGetObject(presign ->
                        presign.signatureDuration(reads.validFor(validFor)).getObjectRequest(request))
                .url());
    }

    @Override
    public URI document(String key, Duration validFor) {
        var request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(settings.prefix() + key)
                .contentType(DOCUMENT_TYPE)
                .build();
        return S3Links.uri(writes.urls()
                .presignPutObject(presign ->
                        presign.signatureDuration(writes.validFor(validFor)).putObjectRequest(request))
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
    public Duration validFor(Duration wanted) {
        return reads.validFor(writes.validFor(wanted));
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
        return S3Links.uri(writes.urls()
                .presignUploadPart(presign ->
                        presign.signatureDuration(writes.validFor(validFor)).uploadPartRequest(request))
                .url());
    }
}
