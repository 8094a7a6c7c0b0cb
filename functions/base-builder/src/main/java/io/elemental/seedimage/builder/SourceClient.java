package io.elemental.seedimage.builder;

import io.elemental.seedimage.format.GrantDocument;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * GETs a source over HTTP(S). Follows redirects by itself, so that every host's addresses are checked and credentials
 * stay with the server that they are for.
 */
final class SourceClient {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> LATER = Set.of(408, 425, 429);
    private static final int MAX_REDIRECTS = 10;

    private final GrantDocument.Source source;
    private final Patience patience;
    private final Addresses addresses;
    private final SSLSocketFactory tls;

    SourceClient(GrantDocument.Source source, Patience patience, Addresses addresses) {
        this.source = source;
        this.patience = patience;
        this.addresses = addresses;
        this.tls = Trust.of(source.ca());
    }

    /** IOException when trying again may help. */
    SourceResponse get(Map<String, String> headers) throws IOException {
        var uri = URI.create(source.url());
        var authorized = true;
        for (var hop = 0; hop <= MAX_REDIRECTS; hop++) {
            var response = open(uri, headers, authorized);
            if (!REDIRECTS.contains(response.status())) {
                return accepted(response);
            }
            response.close();
            var next = next(uri, response.header("Location").orElse(""));
            authorized &= Shown.origin(next).equals(Shown.origin(uri));
            uri = next;
        }
        throw new RefusedException("The source %s redirects more than %d times."
                .formatted(Shown.of(URI.create(source.url())), MAX_REDIRECTS));
    }

    private SourceResponse open(URI uri, Map<String, String> headers, boolean authorized) throws IOException {
        requireHttp(uri);
        addresses.check(uri.getHost());
        var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(tls);
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) patience.connect().toMillis());
        connection.setReadTimeout((int) patience.stall().toMillis());
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("User-Agent", "elemental-seedimage-base-builder");
        headers.forEach(connection::setRequestProperty);
        if (authorized && source.auth() != null) {
            connection.setRequestProperty("Authorization", source.auth());
        }
        try {
            return new SourceResponse(uri, connection);
        } catch (SSLException e) {
            if (Trust.isDistrust(e)) {
                throw new RefusedException(
                        "The certificate of the source %s is not trusted.".formatted(Shown.origin(uri)));
            }
            throw e;
        }
    }

    private static SourceResponse accepted(SourceResponse response) throws IOException {
        var status = response.status();
        if (status >= 500 || status < 200 || LATER.contains(status)) {
            response.close();
            throw new HttpFailure(status);
        }
        if (status >= 300 && status != 304 && status != 416) {
            response.close();
            throw new RefusedException("The source %s answers with status %d.".formatted(response.from(), status));
        }
        return response;
    }

    private URI next(URI from, String location) {
        try {
            var next = from.resolve(new URI(location));
            if (location.isBlank()) {
                throw new URISyntaxException(location, "empty");
            }
            if (from.getScheme().equals("https") && next.getScheme().equals("http") && source.sha256() == null) {
                throw new RefusedException(
                        "The source %s redirects from https to http, and no SHA-256 says what it must be."
                                .formatted(Shown.of(from)));
            }
            return next;
        } catch (URISyntaxException _) {
            throw new RefusedException("The source %s redirects to what is no URL.".formatted(Shown.of(from)));
        }
    }

    private static void requireHttp(URI uri) {
        if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
            throw new RefusedException(
                    "The source's address %s is not one for HTTP or HTTPS.".formatted(Shown.of(uri)));
        }
    }
}
