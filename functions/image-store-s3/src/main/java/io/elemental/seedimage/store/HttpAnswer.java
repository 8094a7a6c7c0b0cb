package io.elemental.seedimage.store;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a store said when it was tried; status 200 and no code: it did it.
 *
 * @param value what came of it; empty where it was not done
 */
record HttpAnswer<T>(int status, String code, Optional<T> value) {

    static final int DONE = 200;

    /** Answers of a store that does not work, and so says nothing of what it can or allows. */
    private static final Set<Integer> OUTAGES = Set.of(408, 429, 500, 502, 503, 504);

    /** Makes a call; an outage is thrown, told with the action. */
    static <T> HttpAnswer<T> of(S3Bucket bucket, String action, Supplier<T> call) {
        try {
            return new HttpAnswer<>(DONE, "", Optional.of(call.get()));
        } catch (S3Exception e) {
            if (isOutage(e.statusCode())) {
                throw bucket.outage(action, e);
            }
            return new HttpAnswer<>(e.statusCode(), S3Bucket.code(e), Optional.empty());
        } catch (SdkException e) {
            throw bucket.outage(action, e);
        }
    }

    static boolean isOutage(int status) {
        return OUTAGES.contains(status);
    }

    boolean done() {
        return status == DONE;
    }

    /** What the store does instead of its work, as the end of a sentence; empty where it was done. */
    Optional<String> problem(String request) {
        return done() ? Optional.empty() : Optional.of("it answers %s to %s".formatted(this, request));
    }

    @Override
    public String toString() {
        return code.isEmpty() ? String.valueOf(status) : status + " " + code;
    }
}
