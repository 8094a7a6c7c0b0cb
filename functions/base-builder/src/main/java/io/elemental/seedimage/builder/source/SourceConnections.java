package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.ProxyFailure;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.common.Trust;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.proxy.ProxyServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Connections to a source: its own, and those through proxies. */
final class SourceConnections implements AutoCloseable {

    private static final int WANTS_CREDENTIALS = 407;

    /** What the JDK's client says of a CONNECT that was not answered with 200. */
    private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: ([0-9]{3})");

    private final GrantDocument.Source source;
    private final Timeouts timeouts;
    private final HttpClient direct;
    private final Map<ProxyServer, HttpClient> through = new HashMap<>();

    SourceConnections(GrantDocument.Source source, Timeouts timeouts) {
        this.source = source;
        this.timeouts = timeouts;
        this.direct = client(HttpClient.Builder.NO_PROXY);
    }

    private HttpClient client(ProxySelector proxy) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeouts.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxy)
                .sslContext(Trust.of(source.ca()))
                .build();
    }

    HttpResponse<Publisher<List<ByteBuffer>>> send(Hop hop, HttpRequest request, Optional<ProxyServer> proxy)
            throws IOException, InterruptedException {
        return proxy.isEmpty() ? direct.send(request, BodyHandlers.ofPublisher()) : send(hop, request, proxy.get());
    }

    private HttpResponse<Publisher<List<ByteBuffer>>> send(Hop hop, HttpRequest request, ProxyServer proxy)
            throws IOException, InterruptedException {
        var client = through.computeIfAbsent(
                proxy,
                there -> client(ProxySelector.of(InetSocketAddress.createUnresolved(there.host(), there.port()))));
        try {
            var response = client.send(request, BodyHandlers.ofPublisher());
            if (response.statusCode() == WANTS_CREDENTIALS) {
                Optional.ofNullable(response.body()).ifPresent(SourceBody::giveUp); // none of a CONNECT
                throw refused(hop, proxy, "%s".formatted(WANTS_CREDENTIALS));
            }
            return response;
        } catch (ConnectException _) {
            throw new ProxyFailure(proxy, "accepts no connection");
        } catch (IOException e) {
            throw tunnelFailed(hop, proxy, e.getMessage()).orElse(e);
        }
    }

    private static Optional<IOException> tunnelFailed(Hop hop, ProxyServer proxy, @Nullable String words) {
        var tunnel = TUNNEL.matcher(String.valueOf(words));
        if (!tunnel.matches()) {
            return Optional.empty();
        }
        if (tunnel.group(1).startsWith("5")) {
            return Optional.of(new ProxyFailure(proxy, "answers with status %s".formatted(tunnel.group(1))));
        }
        throw refused(hop, proxy, tunnel.group(1));
    }

    private static RefusedException refused(Hop hop, ProxyServer proxy, String status) {
        return new RefusedException("The proxy %s does not let the source %s be asked: it answers with status %s."
                .formatted(proxy.name(), hop.shown(), status));
    }

    @Override
    public void close() {
        direct.shutdownNow();
        through.values().forEach(HttpClient::shutdownNow);
    }
}
