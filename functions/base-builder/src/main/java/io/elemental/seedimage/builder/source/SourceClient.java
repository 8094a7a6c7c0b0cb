package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.HttpFailure;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.format.GrantDocument;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** GETs a source over HTTP(S), and takes the answers that a source may give. */
public final class SourceClient implements AutoCloseable {

    private static final Set<Integer> LATER = Set.of(408, 425, 429);
    private static final Set<Integer> TO_CONDITIONS = Set.of(206, 304, 416);

    private final GrantDocument.Source source;
    private final Requests requests;

    public SourceClient(GrantDocument.Source source, Timeouts timeouts, Addresses addresses) {
        this.source = source;
        this.requests = new Requests(source, timeouts, addresses);
    }

    /** IOException when trying again may help. */
    public SourceResponse get(Map<String, String> headers) throws IOException {
        var ask = new Ask(URI.create(source.url()), headers, source.auth(), null, source.sha256() != null, false);
        return accepted(requests.send(ask), headers);
    }

    private static SourceResponse accepted(SourceResponse response, Map<String, String> asked) throws IOException {
        var status = response.status();
        try {
            if (isLater(status)) {
                throw new HttpFailure(status);
            }
            if (TO_CONDITIONS.contains(status)) {
                requireAsked(response, asked);
            } else if (status != 200) {
                throw new RefusedException("The source %s answers with status %s.".formatted(response.from(), status));
            }
            if (status == 200 || status == 206) {
                response.requirePlain();
            }
            return response;
        } catch (IOException | RuntimeException e) {
            response.close();
            throw e;
        }
    }

    /** Whether a status says to come again later. */
    public static boolean isLater(int status) {
        return status >= 500 || LATER.contains(status);
    }

    private static void requireAsked(SourceResponse response, Map<String, String> asked) {
        if (!asked.containsKey(response.status() == 304 ? "If-None-Match" : "Range")) {
            throw new RefusedException("The source %s answers with status %s, although the request asked for no range."
                    .formatted(response.from(), response.status()));
        }
    }

    @Override
    public void close() {
        requests.close();
    }
}
