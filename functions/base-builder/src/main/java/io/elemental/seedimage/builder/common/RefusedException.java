package io.elemental.seedimage.builder.common;

/** No base can be made from this grant, now or later; the message is one sentence for whoever named the source. */
public final class RefusedException extends RuntimeException {

    public RefusedException(String message) {
        super(message);
    }
}
