package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.GrantTrial;
import io.elemental.seedimage.rules.store.Precondition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Does with the grant's key what the holder of a grant could do by headers that no signature forbids.
 *
 * @param own the bucket with the key that may do everything there
 * @param granted the bucket with the grant's key
 */
record S3GrantTrial(S3Bucket own, S3Bucket granted) implements GrantTrial {

    private static final byte[] SECRET = "hidden".getBytes(StandardCharsets.UTF_8);
    private static final int REFUSED = 403;

    @Override
    public Optional<String> objection(Places places) {
        var uploads = new S3Uploads(own);
        var objects = new S3Objects(own);
        var upload = uploads.start(places.image(), "application/octet-stream");
        try {
            places.planted().forEach(secret -> objects.put(secret, SECRET, new Precondition.None()));
            return plainPart(places.image(), upload).or(() -> copies(places, upload));
        } finally {
            uploads.abort(places.image(), upload);
            places.planted().forEach(objects::delete);
            objects.delete(places.document()); // there if it was copied
        }
    }

    /** A key that is refused everything would pass, whatever it may do once it is known to the store. */
    private Optional<String> plainPart(String image, String upload) {
        var answer = HttpAnswer.of(
                granted,
                "upload a part of " + image,
                () -> granted.client()
                        .uploadPart(
                                request -> request.bucket(granted.name())
                                        .key(granted.fullKey(image))
                                        .uploadId(upload)
                                        .partNumber(1),
                                RequestBody.fromBytes(SECRET)));
        return answer.done()
                ? Optional.empty()
                : Optional.of("The store answers %s to a part of an image with the key of %s."
                        .formatted(answer, GrantKeys.GRANT_ID));
    }

    private Optional<String> copies(Places places, String upload) {
        return Stream.concat(Stream.of(places.hidden()), places.planted().stream())
                .flatMap(secret -> Stream.of(
                        refused(secret, "a part of an image", copiedPart(secret, places.image(), upload)),
                        refused(secret, "a document", copiedObject(secret, places.document()))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> refused(String secret, String what, HttpAnswer<?> answer) {
        return answer.status() == REFUSED
                ? Optional.empty()
                : Optional.of(
                        "The store answers %s instead of %s where the key of %s has it copy %s into %s, so a grant could read what is hidden."
                                .formatted(answer, REFUSED, GrantKeys.GRANT_ID, secret, what));
    }

    private HttpAnswer<?> copiedPart(String secret, String image, String upload) {
        return HttpAnswer.of(
                granted,
                "copy %s into a part of %s".formatted(secret, image),
                () -> granted.client()
                        .uploadPartCopy(request -> request.sourceBucket(granted.name())
                                .sourceKey(granted.fullKey(secret))
                                .copySourceRange("bytes=0-1")
                                .destinationBucket(granted.name())
                                .destinationKey(granted.fullKey(image))
                                .uploadId(upload)
                                .partNumber(2)));
    }

    private HttpAnswer<?> copiedObject(String secret, String document) {
        return HttpAnswer.of(
                granted,
                "copy %s to %s".formatted(secret, document),
                () -> granted.client()
                        .copyObject(request -> request.sourceBucket(granted.name())
                                .sourceKey(granted.fullKey(secret))
                                .destinationBucket(granted.name())
                                .destinationKey(granted.fullKey(document))));
    }
}
