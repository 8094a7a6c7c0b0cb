package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.format.GrantDocument;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which addresses a source may lie at. */
public final class Addresses {

    /** Every block that is not for the public Internet, and every one that is not for single hosts. */
    private static final List<Block> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b:1::/48",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .map(Block::of)
            .toList();

    private static final Block NAT64 = Block.of("64:ff9b::/96");
    private static final Block SIX_TO_FOUR = Block.of("2002::/16");

    /** Looks names up. */
    public @FunctionalInterface interface Names {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private final Predicate<InetAddress> allowed;
    private final Names names;

    public Addresses(Predicate<InetAddress> allowed, Names names) {
        this.allowed = allowed;
        this.names = names;
    }

    static Addresses of(GrantDocument.Source source) {
        return new Addresses(address -> source.privateAddresses() || isPublic(address), InetAddress::getAllByName);
    }

    /**
     * Makes this JVM look every name up once only, if it has not yet: what was checked is what will be connected to.
     */
    public static void pinNames() {
        Security.setProperty("networkaddress.cache.ttl", "-1");
    }

    /**
     * Refuses a host unless it may be asked at every one of its addresses, and names none of them: they may be known
     * inside only.
     *
     * @param limit of looking the name up
     */
    void check(String host, Duration limit) throws IOException {
        if (!Stream.of(addresses(host, limit)).allMatch(allowed)) {
            throw new RefusedException("The source's host %s has an address that is not allowed.".formatted(host));
        }
    }

    // What the system does to look a name up can be neither limited nor interrupted; it is left behind.
    private InetAddress[] addresses(String host, Duration limit) throws IOException {
        var lookup = new FutureTask<>(() -> names.addressesOf(host));
        Thread.ofPlatform().daemon().name("names").start(lookup);
        try {
            return lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new SocketTimeoutException("name");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unknown) {
                throw unknown;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TryAgainException("Interrupted.");
        }
    }

    static boolean isPublic(InetAddress address) {
        if (SPECIAL.stream().anyMatch(block -> block.contains(address))) {
            return false;
        }
        if (NAT64.contains(address)) {
            return isPublic(within((Inet6Address) address, 12));
        }
        return !SIX_TO_FOUR.contains(address) || isPublic(within((Inet6Address) address, 2));
    }

    /** The IPv4 address in an IPv6 one. */
    private static InetAddress within(Inet6Address address, int offset) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), offset, offset + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** All addresses with the same first bits. */
    private record Block(InetAddress network, int bits) {

        static Block of(String cidr) {
            var words = cidr.split("/", 2);
            return new Block(InetAddress.ofLiteral(words[0]), Integer.parseInt(words[1]));
        }

        boolean contains(InetAddress address) {
            var here = address.getAddress();
            var there = network.getAddress();
            if (here.length != there.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> bit % 8;
                if ((here[bit / 8] & mask) != (there[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
