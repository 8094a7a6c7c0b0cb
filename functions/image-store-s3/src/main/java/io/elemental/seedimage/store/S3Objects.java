package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.Fetched;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.PutOutcome;
import io.elemental.seedimage.rules.store.StoredObject;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in one bucket of an S3 store. */
final class S3Objects implements ObjectStore {

    private static final String SLASH = "/";
    private static final int SMALL = 1024 * 1024;

    // The second: another conditional write came in between. The third: what was to be replaced is gone.
    private static final Set<String> CONFLICTS =
            Set.of("PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey");

    private final S3Bucket bucket;

    S3Objects(S3Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public Optional<StoredObject> get(String key, int limit) {
        return fetch(key, limit, request -> {}) instanceof Fetched.Found(var object)
                ? Optional.of(object)
                : Optional.empty();
    }

    @Override
    public Fetched getIfChanged(String key, String etag, int limit) {
        return fetch(key, limit, request -> request.ifNoneMatch(etag));
    }

    private Fetched fetch(String key, int limit, Consumer<GetObjectRequest.Builder> condition) {
        return bucket.calling("read " + key, () -> {
            try {
                var answer = bucket.client()
                        .getObject(
                                request -> request.bucket(bucket.name())
                                        .key(bucket.fullKey(key))
                                        .applyMutation(condition),
                                new BoundedRead(limit));
                return new Fetched.Found(answer.object(key, limit));
            } catch (S3Exception e) {
                if (e.statusCode() == 304) {
                    return new Fetched.NotModified();
                }
                if (S3Bucket.code(e).equals("NoSuchKey")) {
                    return new Fetched.Missing();
                }
                throw e;
            }
        });
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return bucket.calling("look at " + key, () -> {
            try {
                var answer = bucket.client()
                        .headObject(request -> request.bucket(bucket.name()).key(bucket.fullKey(key)));
                return Optional.of(new ObjectInfo(key, answer.contentLength(), answer.eTag(), answer.lastModified()));
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public InputStream read(String key, String etag, long offset, long length) {
        var action = "read bytes %s to %s of %s".formatted(offset, offset + length - 1, key);
        return bucket.calling(action, () -> {
            try {
                var answer = bucket.client()
                        .getObject(request -> request.bucket(bucket.name())
                                .key(bucket.fullKey(key))
                                .ifMatch(etag)
                                .range("bytes=%s-%s".formatted(offset, offset + length - 1)));
                return new S3Read(answer, offset, length, cause -> bucket.outage(action, cause));
            } catch (S3Exception e) {
                if (e.statusCode() == 412 || S3Bucket.code(e).equals("NoSuchKey")) {
                    throw new ObjectChangedException("%s is gone or no longer %s".formatted(key, etag));
                }
                if (e.statusCode() == 416) {
                    return InputStream.nullInputStream();
                }
                throw e;
            }
        });
    }

    @Override
    public PutOutcome put(String key, byte[] content, Precondition precondition) {
        return bucket.calling("write " + key, () -> {
            try {
                var answer = bucket.client()
                        .putObject(
                                request -> request.bucket(bucket.name())
                                        .key(bucket.fullKey(key))
                                        .applyMutation(put -> require(put, precondition))
                                        .applyMutation(put -> {
                                            if (content.length > SMALL) {
                                                put.overrideConfiguration(Timeouts.LONG.override());
                                            }
                                        }),
                                RequestBody.fromBytes(content));
                return new PutOutcome.Written(answer.eTag());
            } catch (S3Exception e) {
                if (CONFLICTS.contains(S3Bucket.code(e))) {
                    return new PutOutcome.Conflict();
                }
                throw e;
            }
        });
    }

    private static void require(PutObjectRequest.Builder put, Precondition precondition) {
        switch (precondition) {
            case Precondition.Absent() -> put.ifNoneMatch("*");
            case Precondition.Unchanged(var etag) -> put.ifMatch(etag);
            case Precondition.None() -> {}
        }
    }

    @Override
    public void delete(String key) {
        bucket.calling(
                "delete " + key,
                () -> bucket.client()
                        .deleteObject(request -> request.bucket(bucket.name()).key(bucket.fullKey(key))));
    }

    @Override
    public Stream<ObjectInfo> list(String keyPrefix, String after) {
        return pages(keyPrefix, after, null)
                .flatMap(page -> page.contents().stream())
                .map(this::info);
    }

    @Override
    public Stream<String> folders(String folder) {
        var known = bucket.fullKey(folder).length();
        return pages(folder, "", SLASH)
                .flatMap(page -> page.commonPrefixes().stream())
                .map(found -> found.prefix().substring(known, found.prefix().length() - SLASH.length()));
    }

    private Stream<ListObjectsV2Response> pages(String keyPrefix, String after, @Nullable String delimiter) {
        return Stream.iterate(
                        Optional.of(page(keyPrefix, after, delimiter, null)),
                        Optional::isPresent,
                        page -> page.filter(ListObjectsV2Response::isTruncated)
                                .map(previous -> page(keyPrefix, after, delimiter, previous.nextContinuationToken())))
                .flatMap(Optional::stream);
    }

    private ListObjectsV2Response page(
            String keyPrefix, String after, @Nullable String delimiter, @Nullable String continuation) {
        return bucket.calling(
                "list " + keyPrefix,
                () -> bucket.client()
                        .listObjectsV2(request -> request.bucket(bucket.name())
                                .prefix(bucket.fullKey(keyPrefix))
                                .startAfter(after.isEmpty() ? null : bucket.fullKey(after))
                                .delimiter(delimiter)
                                .continuationToken(continuation)));
    }

    private ObjectInfo info(S3Object object) {
        var key = object.key().substring(bucket.fullKey("").length());
        return new ObjectInfo(key, object.size(), object.eTag(), object.lastModified());
    }
}
