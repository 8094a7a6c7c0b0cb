package io.elemental.seedimage.rules.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy is asked for what.
 *
 * @param http for {@code http://}
 * @param https for {@code https://}
 * @param none hosts that are asked without, as NO_PROXY names them
 */
public record ProxyRules(Optional<ProxyServer> http, Optional<ProxyServer> https, List<String> none) {

    /** No proxy at all. */
    public static final ProxyRules DIRECT = new ProxyRules(Optional.empty(), Optional.empty(), List.of());

    public ProxyRules {
        none = List.copyOf(none);
    }

    /** One proxy for everything. */
    public static ProxyRules through(ProxyServer proxy) {
        return new ProxyRules(Optional.of(proxy), Optional.of(proxy), List.of());
    }

    /** Reads HTTP_PROXY, HTTPS_PROXY and NO_PROXY; where one is not set, its name in small letters. */
    public static ProxyRules fromEnvironment(Map<String, String> environment) {
        return new ProxyRules(
                server("HTTP_PROXY", environment),
                server("HTTPS_PROXY", environment),
                Arrays.stream(text("NO_PROXY", environment).split("[,\\s]+", -1))
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    private static Optional<ProxyServer> server(String name, Map<String, String> environment) {
        return Optional.of(text(name, environment))
                .filter(url -> !url.isEmpty())
                .map(url -> ProxyServer.parse(name, url));
    }

    private static String text(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
                .orElse("")
                .strip();
    }
}
