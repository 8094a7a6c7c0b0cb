package io.elemental.seedimage.rules.store;

import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects by key, in one bucket under one prefix. Every method throws {@link StoreUnavailableException} when the store
 * does not answer.
 */
public interface ObjectStore {

    /**
     * Reads a small object whole; {@link ObjectTooLargeException} when it has more bytes than the limit, of which no
     * more than one is read beyond it: whoever may write there can write gigabytes.
     *
     * @param limit in bytes
     */
    Optional<StoredObject> get(String key, int limit);

    /** The same, unless it still has this ETag ({@code If-None-Match}). */
    Fetched getIfChanged(String key, String etag, int limit);

    Optional<ObjectInfo> head(String key);

    /**
     * Opens a part of an object: fewer bytes where the object ends before, none behind its end. Reading fails with
     * {@link StoreUnavailableException} too, so that the store's failures differ from those of whom one writes to.
     * Closing early must free the connection at once, without draining it.
     *
     * @param etag what the object must still have ({@code If-Match}), else {@link ObjectChangedException}
     * @param offset first byte, from the start of the object
     * @param length in bytes, at least 1
     */
    InputStream read(String key, String etag, long offset, long length);

    /** Writes a small object whole. A conflict may also be one's own write, tried twice: read again in any case. */
    PutOutcome put(String key, byte[] content, Precondition precondition);

    /** Removes an object; no error when there is none. */
    void delete(String key);

    /** All objects whose key begins with this prefix, in the order of their keys, fetched page by page. */
    default Stream<ObjectInfo> list(String keyPrefix) {
        return list(keyPrefix, "");
    }

    /**
     * The same, but only those that follow a key.
     *
     * @param after a key that begins with the prefix, whether there is such an object or not; empty: from the first on
     */
    Stream<ObjectInfo> list(String keyPrefix, String after);

    /**
     * The names that follow a folder in the keys below it, each once and in order: of "a/", with "a/b/c" and "a/d/e"
     * there, "b" and "d". What lies in the folder itself is none. A store that can answer without looking at every key
     * does so.
     *
     * @param folder ends with a slash
     */
    default Stream<String> folders(String folder) {
        return list(folder)
                .map(object -> object.key().substring(folder.length()))
                .filter(rest -> rest.indexOf('/') >= 0)
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct();
    }
}
