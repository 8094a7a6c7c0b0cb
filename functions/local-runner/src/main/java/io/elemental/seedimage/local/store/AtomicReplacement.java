package io.elemental.seedimage.local.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Makes writes with {@code If-Match} one after another: the server looks first and writes then, so all would win. */
final class AtomicReplacement extends ForwardingBlobStore {

    private final ReentrantLock replacing = new ReentrantLock();

    AtomicReplacement(BlobStore store) {
        super(store);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        if (request.ifMatch() == null) {
            return super.putBlob(request, content);
        }
        var whole = whole(content); // outside the lock: nobody waits for a slow sender
        replacing.lock();
        try {
            var current = delegate().blobMetadataIfPresent(request.bucket(), request.key());
            if (current == null || !bare(request.ifMatch()).equals(bare(current.eTag()))) {
                throw S3Exceptions.fromStatusCode(412);
            }
            return super.putBlob(request, new ByteArrayInputStream(whole));
        } finally {
            replacing.unlock();
        }
    }

    private static String bare(String etag) {
        return etag.replace("\"", "");
    }

    private static byte[] whole(InputStream content) {
        try {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
