package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.testing.ForwardingObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A real store whose objects are as old as a test's own clock says, counted from when they were listed first. */
final class AgedObjects extends ForwardingObjectStore {

    private final InstantSource clock;
    private final Map<String, Instant> seen = new HashMap<>();

    AgedObjects(ObjectStore store, InstantSource clock) {
        super(store);
        this.clock = clock;
    }

    @Override
    public Stream<ObjectInfo> list(String keyPrefix, String after) {
        return super.list(keyPrefix, after).map(this::aged);
    }

    private ObjectInfo aged(ObjectInfo object) {
        // A key that is written again is another object, even with the same bytes.
        var id = object.key() + " " + object.lastModified() + " " + object.etag();
        var time = seen.computeIfAbsent(id, _ -> clock.instant());
        return new ObjectInfo(object.key(), object.size(), object.etag(), time);
    }
}
