package io.elemental.seedimage.download.answers;

import io.elemental.seedimage.rules.download.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What a client is told when it gets nothing (RFC 9457). The words are part of the API: they stay.
 *
 * @param word the last part of the problem's type
 * @param title the same for every problem of the type
 */
public record Problem(HttpStatus status, String word, String title) {

    private static final String TYPE = "urn:elemental:seedimage:problem:";
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String A_MINUTE = "60";

    public static final Problem NO_SUCH_PATH = new Problem(HttpStatus.NOT_FOUND, "no-such-path", "No such path");
    public static final Problem METHOD_NOT_ALLOWED =
            new Problem(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "Method not allowed");
    public static final Problem OUT_OF_RANGE =
            new Problem(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "out-of-range", "Range outside the image");
    public static final Problem STORE_UNAVAILABLE =
            new Problem(HttpStatus.SERVICE_UNAVAILABLE, "store-unavailable", "Images cannot be read now");
    public static final Problem TOO_MANY_DOWNLOADS =
            new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-downloads", "Too many downloads at once");
    public static final Problem TOO_BUSY = new Problem(HttpStatus.SERVICE_UNAVAILABLE, "too-busy", "Too busy now");
    public static final Problem UNAVAILABLE =
            new Problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Begins or ends now");
    public static final Problem NOT_IMPLEMENTED =
            new Problem(HttpStatus.NOT_IMPLEMENTED, "not-implemented", "Not implemented");
    public static final Problem HTTP_VERSION =
            new Problem(HttpStatus.HTTP_VERSION_NOT_SUPPORTED, "http-version", "HTTP version not supported");
    public static final Problem INTERNAL = new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Internal error");

    public static Problem of(Refusal reason) {
        return switch (reason) {
            case TOKEN_MISSING -> new Problem(HttpStatus.UNAUTHORIZED, "token-missing", "Registration token missing");
            case TOKEN_UNSUPPORTED ->
                new Problem(HttpStatus.UNAUTHORIZED, "token-unsupported", "Not a registration token");
            case REGISTRATION_UNKNOWN ->
                new Problem(HttpStatus.NOT_FOUND, "registration-unknown", "Registration unknown");
            case TOKEN_REFUSED -> new Problem(HttpStatus.FORBIDDEN, "token-refused", "Registration token refused");
            case TOO_MANY_REFUSALS ->
                new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-refusals", "Too many refused tokens");
            case REGISTRATION_FROZEN ->
                new Problem(HttpStatus.FORBIDDEN, "registration-frozen", "Registration frozen, or its token unusable");
            case REGISTRATION_NOT_READY ->
                new Problem(HttpStatus.SERVICE_UNAVAILABLE, "registration-not-ready", "Registration not ready");
            case REGISTRATION_OUTDATED ->
                new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE, "registration-outdated", "Registration not checked recently");
            case SEED_IMAGE_UNKNOWN -> new Problem(HttpStatus.NOT_FOUND, "seedimage-unknown", "SeedImage unknown");
            case REQUEST_INVALID -> new Problem(HttpStatus.BAD_REQUEST, "request-invalid", "Request not understood");
            case VARIANT_UNKNOWN -> new Problem(HttpStatus.NOT_FOUND, "variant-unknown", "No such image");
            case EXPIRED -> new Problem(HttpStatus.GONE, "expired", "SeedImage expired");
            case NOT_READY -> new Problem(HttpStatus.SERVICE_UNAVAILABLE, "not-ready", "Image not ready yet");
            case FAILED -> new Problem(HttpStatus.CONFLICT, "failed", "Image could not be made");
            case DELIVERY_NOT_ALLOWED ->
                new Problem(HttpStatus.CONFLICT, "delivery-not-allowed", "Not delivered in this way");
            case NO_LINK -> new Problem(HttpStatus.CONFLICT, "no-link", "No link to the image");
            case LINK_REFUSED -> new Problem(HttpStatus.FORBIDDEN, "link-refused", "Link refused");
            case LINK_ENDED -> new Problem(HttpStatus.GONE, "link-ended", "Link ended");
            case PRECONDITION_FAILED ->
                new Problem(HttpStatus.PRECONDITION_FAILED, "precondition-failed", "Another image");
        };
    }

    public HttpAnswer answer(String detail) {
        return answer(detail, new HttpHeaders());
    }

    public HttpAnswer answer(String detail, HttpHeaders headers) {
        switch (status) {
            case SERVICE_UNAVAILABLE, TOO_MANY_REQUESTS -> headers.set(HttpHeaders.RETRY_AFTER, retryAfter());
            case UNAUTHORIZED -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"registration\"");
            default -> {}
        }
        return HttpAnswer.of(status, headers, MEDIA_TYPE, Json.of(fields(detail)));
    }

    private String retryAfter() {
        return word.equals("too-many-refusals") ? A_MINUTE : RETRY_AFTER_SECONDS;
    }

    private Map<String, Object> fields(String detail) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", TYPE + word);
        fields.put("title", title);
        fields.put("status", status.value());
        fields.put("detail", detail);
        return fields;
    }
}
