package io.elemental.seedimage.builder.common;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which hosts are asked without a proxy, as NO_PROXY is understood: {@code example.com} and all below it,
 * {@code .example.com} below it alone, addresses, blocks of them, each perhaps with a port; {@code *} is everything.
 */
record NoProxy(List<String> words) {

    boolean names(Authority server, int port) {
        var host = server.host().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|[.]$", "");
        return isLoopback(host) || words.stream().anyMatch(word -> names(word.toLowerCase(Locale.ROOT), host, port));
    }

    /** Another machine's loopback is never meant. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    private static boolean names(String word, String host, int port) {
        var colon = word.lastIndexOf(':');
        var hasPort = colon > 0
                && colon == word.indexOf(':')
                && word.substring(colon + 1).matches("[0-9]{1,5}");
        if (hasPort && Integer.parseInt(word.substring(colon + 1)) != port) {
            return false;
        }
        var name = hasPort ? word.substring(0, colon) : word;
        if (name.equals("*") || name.equals(host)) {
            return true;
        }
        if (name.contains("/")) {
            return address(host).filter(there -> contains(name, there)).isPresent();
        }
        var below = name.replaceFirst("^[*]?[.]", "");
        return !below.isEmpty() && host.endsWith("." + below);
    }

    private static boolean contains(String block, InetAddress address) {
        try {
            return AddressBlock.of(block).contains(address);
        } catch (IllegalArgumentException _) {
            return false; // no block
        }
    }

    private static Optional<InetAddress> address(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
