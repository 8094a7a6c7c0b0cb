package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of a range on their way here. Fails with {@link StoreUnavailableException}, so that its reader can tell the
 * store's failures from those of the one it writes to. Not for use by several threads.
 */
final class S3Read extends InputStream {

    private final ResponseInputStream<GetObjectResponse> answer;
    private final Function<Exception, StoreUnavailableException> outage;
    private long left;

    S3Read(
            ResponseInputStream<GetObjectResponse> answer,
            long offset,
            long length,
            Function<Exception, StoreUnavailableException> outage) {
        this.answer = answer;
        this.outage = outage;
        var range = answer.response().contentRange();
        this.left = answer.response().contentLength();
        if (range == null || !range.startsWith("bytes " + offset + "-") || left > length) {
            answer.abort();
            throw outage.apply(new IOException("other bytes than asked for"));
        }
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        try {
            var count = answer.read(buffer, offset, length);
            if (count < 0) {
                throw new EOFException("the connection ended %s bytes early".formatted(left));
            }
            left -= count;
            return count;
        } catch (IOException | RuntimeException e) {
            answer.abort();
            throw outage.apply(e);
        }
    }

    @Override
    public int available() throws IOException {
        return answer.available();
    }

    /** Closing an answer would read it to its end; only aborting it frees the connection. */
    @Override
    public void close() {
        if (left > 0) {
            answer.abort();
            left = 0;
            return;
        }
        try {
            answer.close();
        } catch (IOException e) {
            answer.abort();
        }
    }
}
