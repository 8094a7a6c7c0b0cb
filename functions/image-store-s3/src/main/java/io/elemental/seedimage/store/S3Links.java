package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.PresignedLinks;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Presigned downloads of one bucket: computed here, without asking the store. */
final class S3Links implements PresignedLinks {

    private final S3Settings settings;
    private final Signer outside;

    S3Links(S3Settings settings, Signer outside) {
        this.settings = settings;
        this.outside = outside;
    }

    @Override
    public URI get(String key, String fileName, String contentType, Duration validFor) {
        var request = GetObjectRequest.builder()
                .bucket(settings.bucket())
                .key(settings.prefix() + key)
                .responseContentDisposition("attachment; filename=\"%s\"".formatted(fileName))
                .responseContentType(contentType)
                .build();
        return uri(outside.urls()
                .presignGetObject(presign ->
                        presign.signatureDuration(outside.validFor(validFor)).getObjectRequest(request))
                .url());
    }

    static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            // Without the cause, which would show the URL.
            throw new IllegalStateException("a presigned URL is malformed: " + e.getReason());
        }
    }
}
