package io.elemental.seedimage.builder.common;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server that a URL names, also one whose name has an underscore: there are such inside, and Java's URL knows no
 * host then.
 *
 * @param port -1 where none is named
 */
public record Authority(String host, int port) {

    private static final Pattern WITH_UNDERSCORE =
            Pattern.compile("((?=[^:]*_)[A-Za-z0-9_.-]{1,253})(?::([0-9]{1,5}))?");

    /** Empty where a URL names no server. */
    public static Optional<Authority> of(URI uri) {
        if (uri.getHost() != null) {
            return Optional.of(new Authority(uri.getHost(), uri.getPort()));
        }
        var words = WITH_UNDERSCORE.matcher(String.valueOf(uri.getRawAuthority()));
        return uri.getRawAuthority() == null || !words.matches()
                ? Optional.empty()
                : Optional.of(
                        new Authority(words.group(1), words.group(2) == null ? -1 : Integer.parseInt(words.group(2))));
    }

    /** The same server by an address of it: for clients that cannot be told its name. */
    public URI at(InetAddress address, URI uri) {
        var literal = address.getHostAddress().replaceFirst("%.*", "");
        var server = new Authority(literal.contains(":") ? "[" + literal + "]" : literal, port);
        var path = Optional.ofNullable(uri.getRawPath()).orElse("");
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create("%s://%s%s%s".formatted(uri.getScheme(), server, path, query));
    }

    @Override
    public String toString() {
        return port < 0 ? host : "%s:%s".formatted(host, port);
    }
}
