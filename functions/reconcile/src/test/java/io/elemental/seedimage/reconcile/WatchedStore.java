package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.store.Fetched;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.rules.store.StoredObject;
import io.elemental.seedimage.testing.InMemoryStore;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A store in memory that is looked at after every write, and counts what is asked of it. */
final class WatchedStore implements ObjectStore, MultipartUploads {

    private final InMemoryStore store;
    private final List<String> writes = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<long[]> reads = new ArrayList<>();
    private Runnable beforeWrite = () -> {};
    private Runnable afterWrite = () -> {};
    private Predicate<String> unanswered = _ -> false;

    WatchedStore(InMemoryStore store) {
        this.store = store;
    }

    void beforeWrite(Runnable task) {
        beforeWrite = task;
    }

    void afterWrite(Runnable task) {
        afterWrite = task;
    }

    /** Leaves calls unanswered, as action and key. */
    void leaveUnanswered(Predicate<String> calls) {
        unanswered = calls;
    }

    /** Every write so far, as action and key. */
    synchronized List<String> writes() {
        return List.copyOf(writes);
    }

    /** Every call so far, writes and reads. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Offset and length of every ranged read so far. */
    synchronized List<long[]> reads() {
        return List.copyOf(reads);
    }

    synchronized void forget() {
        writes.clear();
        calls.clear();
        reads.clear();
    }

    @Override
    public Optional<StoredObject> get(String key, int limit) {
        called("get " + key);
        return store.get(key, limit);
    }

    @Override
    public Fetched getIfChanged(String key, String etag, int limit) {
        called("get " + key);
        return store.getIfChanged(key, etag, limit);
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        called("head " + key);
        return store.head(key);
    }

    @Override
    public synchronized InputStream read(String key, String etag, long offset, long length) {
        called("read " + key);
        reads.add(new long[] {offset, length});
        return store.read(key, etag, offset, length);
    }

    @Override
    public synchronized PutOutcome put(String key, byte[] content, Precondition precondition) {
        writing("put " + key);
        var outcome = store.put(key, content, precondition);
        afterWrite.run();
        return outcome;
    }

    @Override
    public synchronized void delete(String key) {
        writing("delete " + key);
        store.delete(key);
        afterWrite.run();
    }

    @Override
    public Stream<ObjectInfo> list(String keyPrefix, String after) {
        called("list " + keyPrefix);
        return store.list(keyPrefix, after);
    }

    @Override
    public Stream<String> folders(String folder) {
        called("folders " + folder);
        return store.folders(folder);
    }

    @Override
    public synchronized String start(String key, String contentType) {
        writing("start " + key);
        return store.start(key, contentType);
    }

    @Override
    public synchronized Part put(String key, String uploadId, int number, byte[] content) {
        writing("part " + key);
        return store.put(key, uploadId, number, content);
    }

    @Override
    public synchronized Part copy(
            String key, String uploadId, int number, String sourceKey, String sourceEtag, long offset, long length) {
        writing("copy " + key);
        return store.copy(key, uploadId, number, sourceKey, sourceEtag, offset, length);
    }

    @Override
    public List<UploadedPart> parts(String key, String uploadId, int last) {
        called("parts " + key);
        return store.parts(key, uploadId, last);
    }

    @Override
    public synchronized String complete(String key, String uploadId, List<Part> parts) {
        writing("complete " + key);
        var etag = store.complete(key, uploadId, parts);
        afterWrite.run();
        return etag;
    }

    @Override
    public synchronized void abort(String key, String uploadId) {
        writing("abort " + key);
        store.abort(key, uploadId);
    }

    @Override
    public synchronized void abortAll(String key) {
        writing("abort all " + key);
        store.abortAll(key);
    }

    private synchronized void writing(String what) {
        called(what);
        writes.add(what);
        beforeWrite.run();
    }

    private synchronized void called(String what) {
        calls.add(what);
        if (unanswered.test(what)) {
            throw new StoreUnavailableException("gone");
        }
    }
}
