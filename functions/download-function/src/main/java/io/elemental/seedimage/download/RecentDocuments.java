package io.elemental.seedimage.download;

import io.elemental.seedimage.rules.store.Fetched;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoredObject;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store that is only read, whose small objects are kept in memory: for a while unasked, then until the store says
 * that they changed. Those not used for longest go first. What is not there is not remembered.
 */
final class RecentDocuments implements ObjectStore {

    private static final int OVERHEAD = 256;

    private final ObjectStore store;
    private final Duration keptFor;
    private final long limit;
    private final InstantSource clock;
    private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    private record Kept(StoredObject object, Instant checkedAt) {

        long size() {
            return object.content().length + (long) OVERHEAD;
        }
    }

    /**
     * @param keptFor how long an object is taken for unchanged; zero: the store is asked every time
     * @param limit of all that is kept, in bytes
     */
    RecentDocuments(ObjectStore store, Duration keptFor, long limit, InstantSource clock) {
        this.store = store;
        this.keptFor = keptFor;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public Optional<StoredObject> get(String key, int limit) {
        var now = clock.instant();
        var known = find(key);
        if (known == null) {
            return keep(key, store.get(key, limit), now);
        }
        if (isFresh(known, now)) {
            return Optional.of(known.object());
        }
        return switch (store.getIfChanged(key, known.object().etag(), limit)) {
            case Fetched.NotModified() -> keep(key, Optional.of(known.object()), now);
            case Fetched.Found(var object) -> keep(key, Optional.of(object), now);
            case Fetched.Missing() -> keep(key, Optional.empty(), now);
        };
    }

    /** What led to an object that is no longer what it was, leads astray. */
    @Override
    public InputStream read(String key, String etag, long offset, long length) {
        try {
            return store.read(key, etag, offset, length);
        } catch (ObjectChangedException e) {
            forgetAll();
            throw e;
        }
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
    public Stream<ObjectInfo> list(String keyPrefix, String after) {
        return store.list(keyPrefix, after);
    }

    @Override
    public PutOutcome put(String key, byte[] content, Precondition precondition) {
        throw new UnsupportedOperationException("the download function writes nothing");
    }

    @Override
    public void delete(String key) {
        throw new UnsupportedOperationException("the download function deletes nothing");
    }

    private boolean isFresh(Kept known, Instant now) {
        // A clock set back must not keep anything alive.
        return !now.isBefore(known.checkedAt())
                && now.isBefore(known.checkedAt().plus(keptFor));
    }

    private synchronized @Nullable Kept find(String key) {
        return kept.get(key);
    }

    private synchronized Optional<StoredObject> keep(String key, Optional<StoredObject> object, Instant now) {
        var before = kept.remove(key);
        size -= before == null ? 0 : before.size();
        object.ifPresent(found -> {
            var keeping = new Kept(found, now);
            kept.put(key, keeping);
            size += keeping.size();
        });
        var eldest = kept.values().iterator();
        while (size > limit && eldest.hasNext()) {
            size -= eldest.next().size();
            eldest.remove();
        }
        return object;
    }

    private synchronized void forgetAll() {
        kept.clear();
        size = 0;
    }
}
