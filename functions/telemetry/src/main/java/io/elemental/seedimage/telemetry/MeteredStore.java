package io.elemental.seedimage.telemetry;

import io.elemental.seedimage.rules.store.Fetched;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoredObject;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A store whose calls are timed. */
public final class MeteredStore implements ObjectStore {

    private final ObjectStore store;
    private final MeterRegistry meters;

    public MeteredStore(ObjectStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
    }

    @Override
    public Optional<StoredObject> get(String key, int limit) {
        return timed("get", () -> store.get(key, limit));
    }

    @Override
    public Fetched getIfChanged(String key, String etag, int limit) {
        return timed("get-if-changed", () -> store.getIfChanged(key, etag, limit));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return timed("head", () -> store.head(key));
    }

    @Override
    public InputStream read(String key, String etag, long offset, long length) {
        return timed("read", () -> store.read(key, etag, offset, length));
    }

    @Override
    public PutOutcome put(String key, byte[] content, Precondition precondition) {
        return timed("put", () -> store.put(key, content, precondition));
    }

    @Override
    public void delete(String key) {
        var _ = timed("delete", () -> {
            store.delete(key);
            return true;
        });
    }

    @Override
    public Stream<ObjectInfo> list(String keyPrefix, String after) {
        return timed("list", () -> store.list(keyPrefix, after));
    }

    @Override
    public Stream<String> folders(String folder) {
        return timed("folders", () -> store.folders(folder));
    }

    private <T> T timed(String call, Supplier<T> work) {
        return Measure.STORE_CALLS.timed(meters, MeteredStore::outcome, work, "call", call);
    }

    private static String outcome(Object result) {
        return switch (result) {
            case PutOutcome.Conflict _ -> "conflict";
            case Optional<?> found when found.isEmpty() -> "absent";
            default -> "ok";
        };
    }
}
