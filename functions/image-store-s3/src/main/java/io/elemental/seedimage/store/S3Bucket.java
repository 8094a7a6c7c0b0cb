package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.security.cert.CertificateException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
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
                "cannot %s: store %s, bucket %s: %s"
                        .formatted(action, settings.endpoint(), settings.bucket(), whatHappened(cause)),
                cause);
    }

    /** The answer's error code, say "NoSuchKey"; empty for answers without a body, as those to HEAD. */
    static String code(S3Exception e) {
        var details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String whatHappened(Exception cause) {
        if (cause instanceof S3Exception answer) {
            var code = code(answer);
            return "answered %s%s".formatted(answer.statusCode(), code.isEmpty() ? "" : " " + code);
        }
        if (cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException) {
            return "no answer in time";
        }
        Throwable root = cause;
        var distrusted = false;
        while (root.getCause() != null) {
            root = root.getCause();
            distrusted |= root instanceof CertificateException;
        }
        var message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return distrusted ? "its certificate is not trusted: " + message : message;
    }
}
