package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.StoreUnavailableException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One bucket as seen through a client: full keys, and failures as this project knows them. */
record S3Bucket(S3Client client, S3Settings settings) {

    String name() {
        return settings.bucket();
    }

    String fullKey(String key) {
        return settings.prefix() + key;
    }

    /** Makes a call; what it does not expect itself is an outage, told with the action, say "read sources/1.json". */
    <T> T calling(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw outage(action, e);
        }
    }

    StoreUnavailableException outage(String action, Exception cause) {
        return new StoreUnavailableException(
                "cannot %s: the store at %s (bucket %s) %s"
                        .formatted(action, settings.endpoint(), settings.bucket(), whatHappened(cause)),
                cause);
    }

    /** Whether the answer was this status with one of these codes; HEAD has no body, so no code. */
    static boolean is(S3Exception e, int status, String... codes) {
        var code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return e.statusCode() == status
                && (codes.length == 0 || (code != null && Set.of(codes).contains(code)));
    }

    private static String whatHappened(Exception cause) {
        if (cause instanceof S3Exception answer) {
            var details = answer.awsErrorDetails();
            var code = details == null || details.errorCode() == null ? "" : " " + details.errorCode();
            return "answered %d%s".formatted(answer.statusCode(), code);
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "did not answer: %s"
                .formatted(root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }
}
