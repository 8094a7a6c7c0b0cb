package io.elemental.seedimage.rules.download;

import org.jspecify.annotations.Nullable;

/**
 * The values of a request's conditional headers and of {@code Range}, as received; null where there is none. Evaluated
 * in the order of RFC 9110 section 13.2.2. Dates have no say: images have no {@code Last-Modified}.
 */
public record RequestConditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable String range,
        @Nullable String ifRange) {

    public static final RequestConditions NONE = new RequestConditions(null, null, null, null);

    /** What of a representation a request gets. */
    sealed interface Outcome {

        record Whole() implements Outcome {}

        /** Some of its bytes; length is at least 1. */
        record Part(long offset, long length) implements Outcome {}

        record NotModified() implements Outcome {}

        record PreconditionFailed() implements Outcome {}

        record OutOfRange() implements Outcome {}
    }

    /** For a GET of the bytes. */
    Outcome evaluate(String entityTag, long size) {
        var state = evaluateState(entityTag);
        if (!(state instanceof Outcome.Whole) || range == null) {
            return state;
        }
        if (ifRange != null && !EntityTags.isStrong(ifRange, entityTag)) {
            return state;
        }
        return RangeHeader.evaluate(range, size);
    }

    /** For a HEAD: a range means something for GET alone (RFC 9110 section 14.2). */
    Outcome evaluateState(String entityTag) {
        if (ifMatch != null && !EntityTags.anyStrong(ifMatch, entityTag)) {
            return new Outcome.PreconditionFailed();
        }
        if (ifNoneMatch != null && EntityTags.anyWeak(ifNoneMatch, entityTag)) {
            return new Outcome.NotModified();
        }
        return new Outcome.Whole();
    }

    /**
     * Whether another server that holds the same bytes under an entity tag of its own would evaluate the request to
     * something else.
     */
    boolean needOurEntityTag() {
        return ifRange != null || (ifMatch != null && !ifMatch.strip().equals("*"));
    }
}
