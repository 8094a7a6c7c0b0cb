package io.elemental.seedimage.download;

import io.elemental.seedimage.rules.store.Fetched;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.rules.store.StoredObject;
import io.elemental.seedimage.testing.ForwardingObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that remembers what it was asked, makes up the bytes of bases, and breaks off where it is told to. */
final class WatchedStore extends ForwardingObjectStore {

    private final ConcurrentHashMap<String, Long> madeUp = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile long breakAt = Long.MAX_VALUE;

    WatchedStore(ObjectStore store) {
        super(store);
    }

    /** From now on there is an object of this size, of which nothing is kept. */
    void makeUp(String key, long size) {
        madeUp.put(key, size);
    }

    /** Reading any object fails behind this byte. */
    void breakAt(long offset) {
        breakAt = offset;
    }

    /** What was asked for since the last time, as "get key" or "read key offset+length". */
    synchronized List<String> asked() {
        var all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    int openStreams() {
        return open.get();
    }

    private synchronized void ask(String what) {
        asked.add(what);
    }

    @Override
    public Optional<StoredObject> get(String key, int limit) {
        ask("get " + key);
        return super.get(key, limit);
    }

    @Override
    public Fetched getIfChanged(String key, String etag, int limit) {
        ask("getIfChanged " + key);
        return super.getIfChanged(key, etag, limit);
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        ask("head " + key);
        return super.head(key);
    }

    @Override
    public InputStream read(String key, String etag, long offset, long length) {
        ask("read %s %s+%s".formatted(key, offset, length));
        var size = madeUp.get(key);
        var bytes = size == null
                ? super.read(key, etag, offset, length)
                : new Pattern(offset, Math.min(length, size - offset));
        open.incrementAndGet();
        return new Watched(bytes, offset);
    }

    private final class Watched extends FilterInputStream {

        private long at;
        private boolean closed;

        Watched(InputStream bytes, long offset) {
            super(bytes);
            this.at = offset;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (at >= breakAt) {
                throw new StoreUnavailableException("the store broke off at " + at);
            }
            var count = super.read(buffer, offset, (int) Math.min(length, breakAt - at));
            at += Math.max(count, 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
            super.close();
        }
    }
}
