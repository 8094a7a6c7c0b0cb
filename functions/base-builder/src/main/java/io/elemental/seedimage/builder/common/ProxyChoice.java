package io.elemental.seedimage.builder.common;

import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.proxy.ProxyRules;
import io.elemental.seedimage.rules.proxy.ProxyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which proxy a grant wants to be asked for what. */
public final class ProxyChoice extends ProxySelector {

    private final ProxyRules rules;
    private final NoProxy none;

    private ProxyChoice(ProxyRules rules) {
        this.rules = rules;
        this.none = new NoProxy(rules.none());
    }

    /**
     * The choice of a grant.
     *
     * @param granted null: no proxy
     */
    public static ProxyChoice granted(GrantDocument.@Nullable Proxies granted) {
        return new ProxyChoice(granted == null ? ProxyRules.DIRECT : granted.rules());
    }

    /** The proxy for a URL; empty where its host is asked itself. */
    public Optional<ProxyServer> proxyOf(URI uri) {
        var tls = "https".equals(uri.getScheme());
        return (tls ? rules.https() : rules.http())
                .filter(_ -> Authority.of(uri)
                        .filter(server -> !none.names(server, server.port() < 0 ? (tls ? 443 : 80) : server.port()))
                        .isPresent());
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(proxyOf(uri)
                .map(proxy ->
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // who asked says so
    }
}
