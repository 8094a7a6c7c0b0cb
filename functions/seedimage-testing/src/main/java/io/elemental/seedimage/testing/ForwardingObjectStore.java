package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.store.Fetched;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoredObject;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that leaves everything to another one, but for what is overridden. */
public class ForwardingObjectStore implements ObjectStore {

    private final ObjectStore store;

    protected ForwardingObjectStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Optional<StoredObject> get(String key, int limit) {
        return store.get(key, limit);
    }

    @Override
    public Fetched getIfChanged(String key, String etag, int limit) {
        return store.getIfChanged(key, etag, limit);
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return store.head(key);
    }

    @Override
    public InputStream read(String key, String etag, long offset, long length) {
        return store.read(key, etag, offset, length);
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
    public Stream<ObjectInfo> list(String keyPrefix, String after) {
        return store.list(keyPrefix, after);
    }

    @Override
    public Stream<String> folders(String folder) {
        return store.folders(folder);
    }
}
