package io.elemental.seedimage.local.load;

import java.io.IOException;

/** A server answers, but not with what was asked for. */
public final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status) {
        super("a request is answered with status " + status);
        this.status = status;
    }

    /** Whether the server says to come back later. */
    boolean isForNow() {
        return status == 503;
    }
}
