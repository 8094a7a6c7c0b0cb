package io.elemental.seedimage.overlay;

import java.io.IOException;

/** The base has fewer bytes than its manifest says. */
public final class BaseEndedEarlyException extends IOException {

    /** @param end of the base as it is, in bytes from its start */
    public BaseEndedEarlyException(long end, ByteRange wanted) {
        super("the base ends at byte %s; bytes %s to %s were to be read"
                .formatted(end, wanted.offset(), wanted.end() - 1));
    }
}
