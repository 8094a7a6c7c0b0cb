package io.elemental.seedimage.rules.download;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The values of a request's conditional headers and of {@code Range}, as received; null where there is none. Evaluated
 * in the order of RFC 9110 section 13.2.2. A date counts where no entity tag is asked for in its stead, where it is
 * one, and where the image has one; in {@code If-Range}, it never does.
 */
public record RequestConditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable String ifUnmodifiedSince,
        @Nullable String ifModifiedSince,
        @Nullable String range,
        @Nullable String ifRange) {

    public static final RequestConditions NONE = new RequestConditions(null, null, null, null);

    /** Without dates. */
    public RequestConditions(
            @Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable String range, @Nullable String ifRange) {
        this(ifMatch, ifNoneMatch, null, null, range, ifRange);
    }

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
    Outcome evaluate(String entityTag, @Nullable Instant writtenAt, long size) {
        var state = evaluateState(entityTag, writtenAt);
        if (!(state instanceof Outcome.Whole) || range == null) {
            return state;
        }
        if (ifRange != null && !EntityTags.isStrong(ifRange, entityTag)) {
            return state;
        }
        return RangeHeader.evaluate(range, size);
    }

    /** For a HEAD: a range means something for GET alone (RFC 9110 section 14.2). */
    Outcome evaluateState(String entityTag, @Nullable Instant writtenAt) {
        if (ifMatch != null ? !EntityTags.anyStrong(ifMatch, entityTag) : isAfter(writtenAt, ifUnmodifiedSince)) {
            return new Outcome.PreconditionFailed();
        }
        if (ifNoneMatch != null ? EntityTags.anyWeak(ifNoneMatch, entityTag) : isUntil(writtenAt, ifModifiedSince)) {
            return new Outcome.NotModified();
        }
        return new Outcome.Whole();
    }

    private static boolean isAfter(@Nullable Instant writtenAt, @Nullable String date) {
        return writtenAt != null
                && date != null
                && HttpDate.parse(date, writtenAt).filter(writtenAt::isAfter).isPresent();
    }

    private static boolean isUntil(@Nullable Instant writtenAt, @Nullable String date) {
        return writtenAt != null
                && date != null
                && HttpDate.parse(date, writtenAt)
                        .filter(since -> !writtenAt.isAfter(since))
                        .isPresent();
    }

    /**
     * Whether another server that holds the same bytes under an entity tag of its own, since a later time, would
     * evaluate the request to something else.
     */
    boolean needOurValidators() {
        return ifRange != null
                || ifUnmodifiedSince != null
                || (ifMatch != null && !ifMatch.strip().equals("*"));
    }
}
