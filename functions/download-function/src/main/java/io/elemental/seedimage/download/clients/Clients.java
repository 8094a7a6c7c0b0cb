package io.elemental.seedimage.download.clients;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells clients from each other by address. Behind proxies that is the last one in {@code X-Forwarded-For} that is not
 * a proxy of the installation's: what stands before it, anybody may have written.
 */
public final class Clients {

    /** As much of an IPv6 address as a site gets: its owner has all the others. */
    private static final int BITS_OF_A_SITE = 64;

    /** An address, perhaps with a port behind it, as some proxies write it. */
    private static final Pattern ADDRESS = Pattern.compile(
            "((?:\\d{1,3}\\.){3}\\d{1,3})(?::\\d{1,5})?|\\[([0-9A-Fa-f:.]+)](?::\\d{1,5})?|([0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)");

    private static final int LONGEST = 64;

    private final Set<Network> trustedHops;

    public Clients(Set<Network> trustedHops) {
        this.trustedHops = trustedHops;
    }

    /**
     * A short word that is the same whenever the same client asks.
     *
     * @param peer the address that the connection comes from
     * @param forwardedFor the lines of {@code X-Forwarded-For}, in their order
     */
    public String of(String peer, List<String> forwardedFor) {
        var client = address(peer);
        var hops = List.of(String.join(",", forwardedFor).split(",", -1))
                .reversed()
                .iterator();
        while (client.filter(this::isTrusted).isPresent() && hops.hasNext()) {
            var next = address(hops.next().strip());
            if (next.isEmpty()) {
                break;
            }
            client = next;
        }
        return client.map(address -> Network.around(address, bits(address)).word())
                .orElse("");
    }

    private boolean isTrusted(InetAddress address) {
        return trustedHops.stream().anyMatch(network -> network.contains(address));
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length > Integer.BYTES ? BITS_OF_A_SITE : Integer.SIZE;
    }

    private static Optional<InetAddress> address(String text) {
        var address = ADDRESS.matcher(text.length() > LONGEST ? "" : text.replaceFirst("%.*", ""));
        if (!address.matches()) {
            return Optional.empty();
        }
        try {
            return Stream.of(1, 2, 3)
                    .map(address::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(InetAddress::ofLiteral);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
