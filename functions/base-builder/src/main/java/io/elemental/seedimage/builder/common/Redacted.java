package io.elemental.seedimage.builder.common;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** What may be shown of URLs and of what went wrong with them: no query, which may be a signature, and no password. */
public final class Redacted {

    /** Letters of somebody else's that a sentence may have. */
    private static final int MAX_WORDS = 300;

    private Redacted() {}

    public static String of(URI uri) {
        return origin(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    public static String origin(URI uri) {
        return "%s://%s"
                .formatted(
                        uri.getScheme(),
                        Authority.of(uri).map(Authority::toString).orElse(""));
    }

    /** What somebody else said, as a part of one sentence. */
    public static String words(String said) {
        var plain = said.strip().replaceAll("[^ -~]", "?");
        return plain.length() <= MAX_WORDS ? plain : plain.substring(0, MAX_WORDS) + "...";
    }

    /** Without the exception's own words, which may hold a URL. */
    public static String failure(IOException e) {
        return switch (e) {
            case UnknownHostException _ -> "its host name is unknown";
            case SocketTimeoutException _, HttpTimeoutException _ -> "it took too long";
            case ConnectException _, NoRouteToHostException _ -> "it accepts no connection";
            case SSLException _ -> "its TLS connection failed";
            case HttpFailure failure -> failure.getMessage();
            case ProxyFailure failure -> failure.getMessage();
            default -> "the connection broke";
        };
    }
}
