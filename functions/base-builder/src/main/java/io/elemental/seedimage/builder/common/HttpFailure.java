package io.elemental.seedimage.builder.common;

import java.io.IOException;

/** An answer that says to come again later; the message goes on from a comma. */
public final class HttpFailure extends IOException {

    public HttpFailure(int status) {
        super("it answers with status %s".formatted(status));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
