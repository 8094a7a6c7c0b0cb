package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.Deadline;
import io.elemental.seedimage.builder.common.HttpFailure;
import io.elemental.seedimage.builder.common.ProxyChoice;
import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.common.Trust;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.proxy.ProxyServer;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * GETs a source over HTTP(S). Follows redirects by itself, so that every host's addresses are checked and credentials
 * stay with the server that they are for. The JDK's client ends a header of more than 384 KiB and more than 8 interim
 * answers by itself, and reads no trailers.
 */
public final class SourceClient implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> LATER = Set.of(408, 425, 429);
    private static final Set<Integer> TO_CONDITIONS = Set.of(206, 304, 416);
    private static final int MAX_REDIRECTS = 10;

    private final GrantDocument.Source source;
    private final Timeouts timeouts;
    private final Addresses addresses;
    private final ProxyChoice proxies;
    private final SourceConnections connections;

    public SourceClient(GrantDocument.Source source, Timeouts timeouts, Addresses addresses) {
        this.source = source;
        this.timeouts = timeouts;
        this.addresses = addresses;
        this.proxies = ProxyChoice.granted(source.proxies());
        this.connections = new SourceConnections(source, timeouts);
    }

    /** IOException when trying again may help. */
    public SourceResponse get(Map<String, String> headers) throws IOException {
        var deadline = Deadline.in(timeouts.answer());
        var hop = Hop.first(URI.create(source.url()));
        var authorized = true;
        for (var hops = 0; hops <= MAX_REDIRECTS; hops++) {
            var response = open(hop, headers, authorized, deadline);
            if (!REDIRECTS.contains(response.status())) {
                return accepted(response, headers);
            }
            response.close();
            var next = hop.next(response.header("Location").orElse(""));
            if (hop.leavesTls(next) && source.sha256() == null) {
                throw new RefusedException(
                        "The source %s redirects from https to http, and no spec.baseDigest says what it must be."
                                .formatted(hop.shown()));
            }
            if (!source.allows(next.server().host())) {
                throw new RefusedException(
                        "The source %s redirects to %s, a host that this installation does not allow: %s."
                                .formatted(hop.shown(), Redacted.origin(next.uri()), source.allowedHosts()));
            }
            authorized &= next.isAtHostOf(hop);
            hop = next;
        }
        throw new RefusedException("The source %s redirects more than %s times."
                .formatted(Redacted.of(URI.create(source.url())), MAX_REDIRECTS));
    }

    private SourceResponse open(Hop hop, Map<String, String> headers, boolean authorized, Deadline deadline)
            throws IOException {
        var proxy = proxies.proxyOf(hop.uri());
        var named = hop.uri().getHost() != null;
        var request = HttpRequest.newBuilder(proxy.isPresent() ? throughProxy(hop, deadline) : direct(hop, deadline))
                .timeout(deadline.left())
                .header("Accept", "*/*")
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "elemental-seedimage-base-builder");
        headers.forEach(request::header);
        if (!named) {
            request.header("Host", hop.server().toString());
        }
        if (authorized && source.auth() != null) {
            request.header("Authorization", source.auth());
        }
        proxy.flatMap(ProxyServer::authorization).ifPresent(words -> request.header("Proxy-Authorization", words));
        return open(hop, request.build(), proxy);
    }

    private URI direct(Hop hop, Deadline deadline) throws IOException {
        var address = addresses.check(hop, deadline.left());
        return hop.uri().getHost() != null ? hop.uri() : hop.server().at(address, hop.uri());
    }

    /** A proxy looks names up by itself: it is asked for none but hosts that are allowed. */
    private URI throughProxy(Hop hop, Deadline deadline) throws IOException {
        addresses.checkAddress(hop, deadline.left());
        if (!source.allows(hop.server().host())) {
            throw new RefusedException("The source %s is on a host that this installation does not allow: %s."
                    .formatted(hop.shown(), source.allowedHosts()));
        }
        if (hop.uri().getHost() == null) {
            throw new RefusedException(
                    "The source %s has an underscore in its host's name, so it cannot be asked through a proxy."
                            .formatted(hop.shown()));
        }
        return hop.uri();
    }

    private SourceResponse open(Hop hop, HttpRequest request, Optional<ProxyServer> proxy) throws IOException {
        try {
            return new SourceResponse(hop, connections.send(hop, request, proxy));
        } catch (SSLException e) {
            if (Trust.isDistrust(e)) {
                throw new RefusedException(
                        "The certificate of the source %s is not trusted.".formatted(Redacted.origin(hop.uri())));
            }
            throw e;
        } catch (ProtocolException | IllegalArgumentException _) {
            throw new RefusedException("The source %s sends an answer that is not valid HTTP.".formatted(hop.shown()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TryAgainException("Interrupted.");
        }
    }

    private static SourceResponse accepted(SourceResponse response, Map<String, String> asked) throws IOException {
        var status = response.status();
        try {
            if (status >= 500 || LATER.contains(status)) {
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

    private static void requireAsked(SourceResponse response, Map<String, String> asked) {
        if (!asked.containsKey(response.status() == 304 ? "If-None-Match" : "Range")) {
            throw new RefusedException("The source %s answers with status %s, although the request asked for no range."
                    .formatted(response.from(), response.status()));
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
