package io.elemental.seedimage.builder.common;

import java.io.IOException;
import java.time.Duration;

/** An answer that says to come again later, or should; the message goes on from a comma. */
public final class HttpFailure extends IOException {

    private final transient Duration after;

    public HttpFailure(int status) {
        this(status, Duration.ZERO);
    }

    /** @param after how long to wait at least, as it says itself */
    public HttpFailure(int status, Duration after) {
        super("it answers with status %s".formatted(status));
        this.after = after;
    }

    /** @param what the server does, to stand behind its name */
    public HttpFailure(String what) {
        super(what);
        this.after = Duration.ZERO;
    }

    /** How long to wait at least. */
    public Duration after() {
        return after;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
