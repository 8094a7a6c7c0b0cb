package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.Authority;
import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.RefusedException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a source is asked: at its own address, or where that redirects to.
 *
 * @param source its own address
 */
record Hop(URI source, URI uri) {

    /** Longer than any name that DNS knows. */
    private static final int MAX_HOST = 253;

    private static final int MAX_PORT = 65535;

    Hop {
        var server = Authority.of(uri);
        if (server.isEmpty()
                || server.get().host().length() > MAX_HOST
                || server.get().port() > MAX_PORT
                || !String.valueOf(uri.getScheme()).matches("https?")) {
            throw new RefusedException(
                    uri.equals(source)
                            ? "The source's address %s is not one for HTTP or HTTPS.".formatted(Redacted.of(uri))
                            : "The source %s redirects to an address that is neither HTTP nor HTTPS."
                                    .formatted(Redacted.of(source)));
        }
    }

    Authority server() {
        return Authority.of(uri).orElseThrow();
    }

    static Hop first(URI source) {
        return new Hop(source, source);
    }

    /** @param location of a redirect, absolute or not */
    Hop next(String location) {
        try {
            if (location.isBlank()) {
                throw new URISyntaxException(location, "empty");
            }
            return new Hop(source, new URI(uri.resolve(new URI(location)).toASCIIString()));
        } catch (URISyntaxException _) {
            throw new RefusedException("The source %s redirects to something that is not a URL.".formatted(shown()));
        }
    }

    boolean leavesTls(Hop next) {
        return uri.getScheme().equals("https") && next.uri().getScheme().equals("http");
    }

    boolean isAtHostOf(Hop other) {
        return Redacted.origin(uri).equals(Redacted.origin(other.uri()));
    }

    /** The source as whoever named it knows it; of where it redirects to, the host that it named. */
    String shown() {
        return uri.equals(source)
                ? Redacted.of(source)
                : "%s, redirected to %s,".formatted(Redacted.of(source), Redacted.origin(uri));
    }
}
