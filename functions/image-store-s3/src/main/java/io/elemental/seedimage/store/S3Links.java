package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.PresignedLinks;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned URLs of one bucket: computed here, without asking the store. */
final class S3Links implements PresignedLinks {

    private final S3Settings settings;
    private final S3Presigner inside;
    private final S3Presigner outside;

    S3Links(S3Settings settings, S3Presigner inside, S3Presigner outside) {
        this.settings = settings;
        this.inside = inside;
        this.outside = outside;
    }

    @Override
    public URI get(String key, String fileName, String contentType, Duration validFor) {
        var request = object(key)
                .responseContentDisposition("attachment; filename=\"%s\"".formatted(fileName))
                .responseContentType(contentType)
                .build();
        return uri(outside.presignGetObject(
                        presign -> presign.signatureDuration(validFor).getObjectRequest(request))
                .url());
    }

    @Override
    public URI source(String key, Duration validFor) {
        var request = object(key).build();
        return uri(inside.presignGetObject(
                        presign -> presign.signatureDuration(validFor).getObjectRequest(request))
                .url());
    }

    @Override
    public @Nullable String authorities() {
        return settings.authorities().usual() ? null : settings.authorities().pem();
    }

    @Override
    public URI put(String key, Duration validFor) {
        var request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(settings.prefix() + key)
                .build();
        return uri(inside.presignPutObject(
                        presign -> presign.signatureDuration(validFor).putObjectRequest(request))
                .url());
    }

    @Override
    public URI putPart(String key, String uploadId, int number, Duration validFor) {
        var request = UploadPartRequest.builder()
                .bucket(settings.bucket())
                .key(settings.prefix() + key)
                .uploadId(uploadId)
                .partNumber(number)
                .build();
        return uri(inside.presignUploadPart(
                        presign -> presign.signatureDuration(validFor).uploadPartRequest(request))
                .url());
    }

    private GetObjectRequest.Builder object(String key) {
        return GetObjectRequest.builder().bucket(settings.bucket()).key(settings.prefix() + key);
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            // Without the cause, which would show the URL.
            throw new IllegalStateException("a presigned URL is malformed: " + e.getReason());
        }
    }
}
