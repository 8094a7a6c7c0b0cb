package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.store.Fetched;
import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.ObjectTooLargeException;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PresignedLinks;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.rules.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** A store in memory that keeps to S3's rules. Its links have the scheme {@code memory} and open nothing. */
public final class InMemoryStore implements ObjectStore, MultipartUploads, PresignedLinks, GrantLinks {

    private final InstantSource clock;
    private final NavigableMap<String, Held> objects = new TreeMap<>();
    private final Map<String, InMemoryUpload> uploads = new HashMap<>();
    private boolean available = true;
    private long bytesRead;
    private Duration signsFor = Duration.ofDays(7);
    private int writes;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Held(byte[] content, String etag, Instant lastModified) {}

    public InMemoryStore() {
        this(InstantSource.system());
    }

    public InMemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    /** While not available every call fails as it does when a real store is down. */
    public synchronized void setAvailable(boolean available) {
        this.available = available;
    }

    /** How many bytes {@link #read} has been asked for so far. */
    public synchronized long bytesRead() {
        return bytesRead;
    }

    /** How many objects were written or deleted so far. */
    public synchronized int writes() {
        return writes;
    }

    /** How many uploads are neither complete nor aborted. */
    public synchronized int unfinishedUploads() {
        return uploads.size();
    }

    @Override
    public synchronized Optional<StoredObject> get(String key, int limit) {
        return find(key).map(held -> whole(key, held, limit));
    }

    @Override
    public synchronized Fetched getIfChanged(String key, String etag, int limit) {
        return find(key)
                .<Fetched>map(held -> held.etag().equals(etag)
                        ? new Fetched.NotModified()
                        : new Fetched.Found(whole(key, held, limit)))
                .orElseGet(Fetched.Missing::new);
    }

    @Override
    public synchronized Optional<ObjectInfo> head(String key) {
        return find(key).map(held -> info(key, held));
    }

    @Override
    public synchronized InputStream read(String key, String etag, long offset, long length) {
        var content = unchanged(key, etag);
        var from = (int) Math.min(offset, content.length);
        var count = (int) Math.min(length, content.length - from);
        bytesRead += count;
        return new ByteArrayInputStream(content, from, count);
    }

    @Override
    public synchronized PutOutcome put(String key, byte[] content, Precondition precondition) {
        var current = find(key);
        var allowed = switch (precondition) {
            case Precondition.Absent() -> current.isEmpty();
            case Precondition.Unchanged(var etag) ->
                current.map(held -> held.etag().equals(etag)).orElse(false);
            case Precondition.None() -> true;
        };
        return allowed
                ? new PutOutcome.Written(keep(key, content.clone(), Etags.of(content)))
                : new PutOutcome.Conflict();
    }

    @Override
    public synchronized void delete(String key) {
        requireAvailable();
        writes += objects.remove(key) == null ? 0 : 1;
    }

    @Override
    public synchronized Stream<ObjectInfo> list(String keyPrefix, String after) {
        requireAvailable();
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(keyPrefix))
                .filter(entry -> entry.getKey().compareTo(after) > 0)
                .map(entry -> info(entry.getKey(), entry.getValue()))
                .toList()
                .stream();
    }

    @Override
    public synchronized String start(String key, String contentType) {
        requireAvailable();
        var id = UUID.randomUUID().toString();
        uploads.put(id, new InMemoryUpload(key, MIN_PART_SIZE));
        return id;
    }

    @Override
    public synchronized Part put(String key, String uploadId, int number, byte[] content) {
        return upload(key, uploadId).put(number, content.clone());
    }

    @Override
    public synchronized Part copy(
            String key, String uploadId, int number, String sourceKey, String sourceEtag, long offset, long length) {
        var source = unchanged(sourceKey, sourceEtag);
        var from = Math.toIntExact(offset);
        return upload(key, uploadId).put(number, Arrays.copyOfRange(source, from, Math.toIntExact(offset + length)));
    }

    @Override
    public synchronized List<UploadedPart> parts(String key, String uploadId, int last) {
        requireAvailable();
        return Optional.ofNullable(uploads.get(uploadId))
                .filter(upload -> upload.isFor(key))
                .map(upload -> upload.uploaded(last))
                .orElse(List.of());
    }

    @Override
    public synchronized String complete(String key, String uploadId, List<Part> parts) {
        var contents = upload(key, uploadId).contents(parts);
        var whole = new ByteArrayOutputStream();
        contents.forEach(whole::writeBytes);
        uploads.remove(uploadId);
        return keep(key, whole.toByteArray(), Etags.ofParts(contents));
    }

    @Override
    public synchronized void abort(String key, String uploadId) {
        requireAvailable();
        uploads.remove(uploadId);
    }

    @Override
    public synchronized void abortAll(String key) {
        requireAvailable();
        uploads.values().removeIf(upload -> upload.isFor(key));
    }

    @Override
    public URI get(String key, String fileName, String contentType, Duration validFor) {
        return link("get", key, "fileName=" + fileName + "&type=" + contentType + "&seconds=" + validFor.toSeconds());
    }

    @Override
    public URI source(String key, Duration validFor) {
        return link("source", key, signed(validFor));
    }

    @Override
    public URI document(String key, Duration validFor) {
        return link("put", key, signed(validFor));
    }

    @Override
    public URI part(String key, String uploadId, int number, long length, Duration validFor) {
        return link("put", key, "upload=%s&part=%s&length=%s&%s".formatted(uploadId, number, length, signed(validFor)));
    }

    @Override
    public URI lastPart(String key, String uploadId, int number, Duration validFor) {
        return link("put", key, "upload=%s&part=%s&%s".formatted(uploadId, number, signed(validFor)));
    }

    /** From now on what signs links lives so long. */
    public synchronized void signFor(Duration life) {
        signsFor = life;
    }

    @Override
    public synchronized Duration validFor(Duration wanted) {
        return wanted.compareTo(signsFor) < 0 ? wanted : signsFor;
    }

    private String signed(Duration validFor) {
        return "seconds=%s&at=%s"
                .formatted(validFor.toSeconds(), clock.instant().getEpochSecond());
    }

    private static URI link(String action, String key, String query) {
        return URI.create("memory://%s/%s?%s".formatted(action, key.replace(" ", "%20"), query.replace(" ", "%20")));
    }

    private String keep(String key, byte[] content, String etag) {
        writes++;
        objects.put(key, new Held(content, etag, clock.instant()));
        return etag;
    }

    private static StoredObject whole(String key, Held held, int limit) {
        if (held.content().length > limit) {
            throw new ObjectTooLargeException(key, held.content().length, limit);
        }
        return new StoredObject(held.content().clone(), held.etag());
    }

    private Optional<Held> find(String key) {
        requireAvailable();
        return Optional.ofNullable(objects.get(key));
    }

    private byte[] unchanged(String key, String etag) {
        return find(key)
                .filter(held -> held.etag().equals(etag))
                .orElseThrow(() -> new ObjectChangedException("%s is gone or not %s".formatted(key, etag)))
                .content();
    }

    private InMemoryUpload upload(String key, String uploadId) {
        requireAvailable();
        return Optional.ofNullable(uploads.get(uploadId))
                .filter(upload -> upload.isFor(key))
                .orElseThrow(() -> new ObjectChangedException("%s has no upload %s".formatted(key, uploadId)));
    }

    private void requireAvailable() {
        if (!available) {
            throw new StoreUnavailableException("the store in memory was made unavailable");
        }
    }

    private static ObjectInfo info(String key, Held held) {
        return new ObjectInfo(key, held.content().length, held.etag(), held.lastModified());
    }
}
