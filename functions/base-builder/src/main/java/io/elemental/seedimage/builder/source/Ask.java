package io.elemental.seedimage.builder.source;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param headers beside those that every request has
 * @param authorization value of its header, for this server alone; null: none
 * @param form what is posted, as a form; null: it is a GET
 * @param pinned whether a digest says what the answer must be, so that a redirect may leave TLS
 * @param exempt whether a proxy may be asked for its host, whatever hosts are allowed
 */
public record Ask(
        URI uri,
        Map<String, String> headers,
        @Nullable String authorization,
        @Nullable String form,
        boolean pinned,
        boolean exempt) {

    /** A GET of what nobody knows beforehand. */
    public static Ask get(URI uri, Map<String, String> headers) {
        return new Ask(uri, headers, null, null, false, false);
    }

    /** The same request with credentials. */
    public Ask authorizedBy(@Nullable String header) {
        return new Ask(uri, headers, header, form, pinned, exempt);
    }

    @Override
    public String toString() {
        return "Ask";
    }
}
