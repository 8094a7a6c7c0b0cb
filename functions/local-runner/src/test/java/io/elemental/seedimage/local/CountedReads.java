package io.elemental.seedimage.local;

import io.elemental.seedimage.rules.Fetched;
import io.elemental.seedimage.rules.ObjectInfo;
import io.elemental.seedimage.rules.ObjectStore;
import io.elemental.seedimage.rules.Precondition;
import io.elemental.seedimage.rules.PutOutcome;
import io.elemental.seedimage.rules.StoredObject;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A store that knows how many bytes of ranges were asked for. */
final class CountedReads implements ObjectStore {

    private final ObjectStore store;
    private final AtomicLong bytes = new AtomicLong();

    CountedReads(ObjectStore store) {
        this.store = store;
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
        return store.read(key, etag, offset, length);
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return store.get(key);
    }

    @Override
    public Fetched getIfChanged(String key, String etag) {
        return store.getIfChanged(key, etag);
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return store.head(key);
    }

    @Override
    public PutOutcome put(String key, byte[] content, Precondition precondition) {
        return store.put(key, content, precondition);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public Stream<ObjectInfo> list(String keyPrefix) {
        return store.list(keyPrefix);
    }
}
