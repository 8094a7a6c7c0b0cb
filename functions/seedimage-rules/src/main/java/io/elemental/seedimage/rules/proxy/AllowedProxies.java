package io.elemental.seedimage.rules.proxy;

import io.elemental.seedimage.rules.Excerpt;
import io.elemental.seedimage.rules.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies of an installation.
 *
 * @param usual those of sources that name none
 * @param named those that a {@code spec.proxy} may name
 */
public record AllowedProxies(ProxyRules usual, List<ProxyServer> named) {

    /** The setting with what {@code spec.proxy} may name, between commas. */
    public static final String SETTING = "SEEDIMAGE_RECONCILE_ALLOWED_PROXIES";

    /** No proxy at all. */
    public static final AllowedProxies NONE = new AllowedProxies(ProxyRules.DIRECT, List.of());

    public AllowedProxies {
        named = List.copyOf(named);
    }

    /** Reads HTTP_PROXY, HTTPS_PROXY, NO_PROXY and {@link #SETTING}. */
    public static AllowedProxies fromEnvironment(Map<String, String> environment) {
        return new AllowedProxies(
                ProxyRules.fromEnvironment(environment),
                Arrays.stream(environment.getOrDefault(SETTING, "").split(",", -1))
                        .map(String::strip)
                        .filter(url -> !url.isEmpty())
                        .map(url -> ProxyServer.parse("A word of " + SETTING, url))
                        .toList());
    }

    /**
     * The proxies of a source. {@link InvalidInputException} with one sentence when the named one is not allowed.
     *
     * @param name {@link ProxyServer#name} of the one that is to be used; empty: the usual ones
     */
    public ProxyRules rules(Optional<String> name) {
        return name.map(wanted -> named.stream()
                        .filter(proxy -> proxy.name().equals(wanted))
                        .findFirst()
                        .map(ProxyRules::through)
                        .orElseThrow(() -> notAllowed(wanted)))
                .orElse(usual);
    }

    private InvalidInputException notAllowed(String wanted) {
        return new InvalidInputException("spec.proxy '%s' is a proxy that this installation does not allow: %s"
                .formatted(
                        Excerpt.of(wanted),
                        named.stream().map(ProxyServer::name).sorted().toList()));
    }
}
