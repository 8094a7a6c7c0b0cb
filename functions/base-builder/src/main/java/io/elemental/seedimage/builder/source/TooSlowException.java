package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.LeastRate;
import java.io.IOException;

/** A source sent too few bytes in too much time; the message goes on from "the source". */
public final class TooSlowException extends IOException {

    TooSlowException(long bytes, LeastRate rate) {
        super("is too slow: it sent %s bytes in %s s, and %s are the least"
                .formatted(bytes, rate.window().toSeconds(), rate.bytes()));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
