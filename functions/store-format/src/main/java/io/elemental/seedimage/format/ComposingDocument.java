package io.elemental.seedimage.format;

import java.util.List;

/** {@code images/<identity>/composing.json}: an unfinished upload, there only until it is complete or given up. */
public record ComposingDocument(String uploadId, List<PartDone> parts) {

    /** A part that the upload has already, and where it lies in the image. */
    public record PartDone(int number, long offset, long length, String etag) {}
}
