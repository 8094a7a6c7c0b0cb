package io.elemental.seedimage.rules.store;

import java.util.List;

/** Objects made from parts, uploaded or copied inside the store. Parts are numbered from 1. */
public interface MultipartUploads {

    /** The smallest part but the last, in bytes (S3: 5 MiB). */
    long MIN_PART_SIZE = 5L * 1024 * 1024;

    record Part(int number, String etag) {}

    /**
     * A part as it lies in the store.
     *
     * @param size in bytes
     */
    record UploadedPart(int number, long size, String etag) {}

    /** Starts an upload and returns its id. */
    String start(String key, String contentType);

    Part put(String key, String uploadId, int number, byte[] content);

    /** Copies a range of another object, which must still have this ETag, else {@link ObjectChangedException}. */
    Part copy(String key, String uploadId, int number, String sourceKey, String sourceEtag, long offset, long length);

    /**
     * What was uploaded so far, in the order of the numbers; none when the upload is gone.
     *
     * @param last the highest number that is asked for; whatever lies behind it is not looked at
     */
    List<UploadedPart> parts(String key, String uploadId, int last);

    /**
     * Makes the object from exactly these parts and returns its ETag; {@link ObjectChangedException} when there are
     * none, or one is missing, too small or has another ETag, or the upload is gone. It is gone too when it was
     * completed by an earlier try whose answer was lost: the object is there then.
     */
    String complete(String key, String uploadId, List<Part> parts);

    /** Gives an upload up and frees its parts; no error when there is none. */
    void abort(String key, String uploadId);

    /** Gives up every upload for this very key that was begun and is neither complete nor aborted. */
    void abortAll(String key);
}
