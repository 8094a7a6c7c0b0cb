package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.Deadline;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Requests to whatever host a source leads to. Follows redirects by itself, so that every host's addresses are checked
 * and credentials stay with the server that they are for. The JDK's client ends a header of more than 384 KiB and more
 * than 8 interim answers by itself, and reads no trailers.
 */
public final class Requests implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MAX_REDIRECTS = 10;

    private final GrantDocument.Source source;
    private final Timeouts timeouts;
    private final Addresses addresses;
    private final ProxyChoice proxies;
    private final SourceConnections connections;

    public Requests(GrantDocument.Source source, Timeouts timeouts, Addresses addresses) {
        this.source = source;
        this.timeouts = timeouts;
        this.addresses = addresses;
        this.proxies = ProxyChoice.granted(source.proxies());
        this.connections = new SourceConnections(source, timeouts);
    }

    /** The answer, which is no redirect; IOException when trying again may help. */
    public SourceResponse send(Ask ask) throws IOException {
        var deadline = Deadline.in(timeouts.answer());
        var hop = Hop.first(ask.uri());
        var authorized = true;
        for (var hops = 0; hops <= MAX_REDIRECTS; hops++) {
            var response = open(hop, authorized ? ask : ask.authorizedBy(null), deadline);
            if (!REDIRECTS.contains(response.status())) {
                return response;
            }
            response.close();
            if (ask.form() != null) {
                throw new RefusedException(
                        "The source %s redirects what is posted to it, which is not followed.".formatted(hop.shown()));
            }
            var next = hop.next(response.header("Location").orElse(""));
            requireAllowed(hop, next, ask);
            authorized &= next.isAtHostOf(hop);
            hop = next;
        }
        throw new RefusedException(
                "The source %s redirects more than %s times.".formatted(Redacted.of(ask.uri()), MAX_REDIRECTS));
    }

    private void requireAllowed(Hop hop, Hop next, Ask ask) {
        if (hop.leavesTls(next) && !ask.pinned()) {
            throw new RefusedException(
                    "The source %s redirects from https to http, and no spec.baseDigest says what it must be."
                            .formatted(hop.shown()));
        }
        if (!isExempt(next, ask) && !source.allows(next.server().host())) {
            throw new RefusedException(
                    "The source %s redirects to %s, a host that this installation does not allow: %s."
                            .formatted(hop.shown(), Redacted.origin(next.uri()), source.allowedHosts()));
        }
    }

    /** Whoever may be asked may send to itself. */
    private static boolean isExempt(Hop hop, Ask ask) {
        return ask.exempt()
                && hop.server()
                        .host()
                        .equalsIgnoreCase(Hop.first(ask.uri()).server().host());
    }

    private SourceResponse open(Hop hop, Ask ask, Deadline deadline) throws IOException {
        var proxy = proxies.proxyOf(hop.uri());
        var exempt = isExempt(hop, ask);
        var request = HttpRequest.newBuilder(
                        proxy.isPresent() ? throughProxy(hop, exempt, deadline) : direct(hop, deadline))
                .timeout(deadline.left())
                .header("Accept", "*/*")
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "elemental-seedimage-base-builder");
        ask.headers().forEach(request::setHeader);
        if (hop.uri().getHost() == null) {
            request.header("Host", hop.server().toString());
        }
        if (ask.authorization() != null) {
            request.header("Authorization", ask.authorization());
        }
        if (ask.form() != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(ask.form()));
        }
        proxy.flatMap(ProxyServer::authorization).ifPresent(words -> request.header("Proxy-Authorization", words));
        return open(hop, request.build(), proxy);
    }

    private URI direct(Hop hop, Deadline deadline) throws IOException {
        var address = addresses.check(hop, deadline.left());
        return hop.uri().getHost() != null ? hop.uri() : hop.server().at(address, hop.uri());
    }

    /** A proxy looks names up by itself: it is asked for none but hosts that are allowed. */
    private URI throughProxy(Hop hop, boolean exempt, Deadline deadline) throws IOException {
        addresses.checkAddress(hop, deadline.left());
        if (!exempt && !source.allows(hop.server().host())) {
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
                        ("The certificate of the source %s is not trusted: neither the usual authorities nor those of spec.baseCA"
                                        + " or of the installation vouch for it.")
                                .formatted(Redacted.origin(hop.uri())));
            }
            throw e;
        } catch (ProtocolException | IllegalArgumentException _) {
            throw new RefusedException("The source %s sends an answer that is not valid HTTP.".formatted(hop.shown()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TryAgainException("Interrupted.");
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
