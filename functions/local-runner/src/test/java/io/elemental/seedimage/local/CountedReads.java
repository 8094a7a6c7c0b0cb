package io.elemental.seedimage.local;

import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.testing.ForwardingObjectStore;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** A store that knows how many bytes of ranges were asked for. */
final class CountedReads extends ForwardingObjectStore {

    private final AtomicLong bytes = new AtomicLong();

    CountedReads(ObjectStore store) {
        super(store);
    }

    void reset() {
        bytes.set(0);
    }

    long bytesRead() {
        return bytes.get();
    }

    @Override
    public InputStream read(String key, String etag, long offset, long length) {
        bytes.addAndGet(length);
        return super.read(key, etag, offset, length);
    }
}
