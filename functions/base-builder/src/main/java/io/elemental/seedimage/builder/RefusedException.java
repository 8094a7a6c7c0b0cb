package io.elemental.seedimage.builder;

/** No base can be made from this grant, now or later; the message is one sentence for whoever named the source. */
final class RefusedException extends RuntimeException {

    RefusedException(String message) {
        super(message);
    }
}
