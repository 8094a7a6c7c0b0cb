package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.ObjectTooLargeException;
import io.elemental.seedimage.rules.store.StoredObject;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Takes an object whole if it is small; a larger one is let go at once, whatever its answer says of its length. */
record BoundedRead(int limit) implements ResponseTransformer<GetObjectResponse, BoundedRead.HttpAnswer> {

    /**
     * What came of it.
     *
     * @param size in bytes: all that were announced, else all that were read
     * @param content empty: there is more than the limit
     */
    record HttpAnswer(String etag, long size, Optional<byte[]> content) {

        StoredObject object(String key, int limit) {
            return new StoredObject(content.orElseThrow(() -> new ObjectTooLargeException(key, size, limit)), etag);
        }
    }

    @Override
    public HttpAnswer transform(GetObjectResponse response, AbortableInputStream body) {
        var announced = Optional.ofNullable(response.contentLength()).orElse(0L);
        if (announced > limit) {
            body.abort();
            return new HttpAnswer(response.eTag(), announced, Optional.empty());
        }
        try {
            var content = body.readNBytes(limit);
            if (content.length == limit && body.read() >= 0) {
                body.abort();
                return new HttpAnswer(response.eTag(), limit + 1L, Optional.empty());
            }
            return new HttpAnswer(response.eTag(), content.length, Optional.of(content));
        } catch (IOException e) {
            body.abort();
            throw RetryableException.create("the answer broke off", e);
        }
    }
}
