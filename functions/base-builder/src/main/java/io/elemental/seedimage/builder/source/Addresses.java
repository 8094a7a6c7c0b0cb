package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.AddressBlock;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which addresses a source may lie at. */
public final class Addresses {

    /** Every block that is not for the public Internet, and every one that is not for single hosts. */
    private static final List<AddressBlock> SPECIAL = Stream.of(
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
                    "168.63.129.16/32",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .map(AddressBlock::of)
            .toList();

    /**
     * The machine itself, what is on its wire only, and where clouds keep the credentials of their machines, which
     * partly are private addresses as others are.
     */
    private static final List<AddressBlock> LOCAL = Stream.of(
                    "0.0.0.0/8",
                    "100.100.100.200/32",
                    "127.0.0.0/8",
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "192.0.0.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "fd00:ec2::/32",
                    "fe80::/10",
                    "ff00::/8")
            .map(AddressBlock::of)
            .toList();

    private static final AddressBlock LOCAL_NAT64 = AddressBlock.of("64:ff9b:1::/48");
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");

    /** What is taken for an address, in whatever spelling: its last label begins with a digit, or it is in brackets. */
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|(.*[.])?[0-9][0-9A-Fa-fxX]*[.]?");

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

    /** Those that a grant allows its source. */
    public static Addresses of(GrantDocument.Source source) {
        return new Addresses(address -> isAllowed(address, source), InetAddress::getAllByName);
    }

    /**
     * Makes this JVM look every name up once only, if it has not yet: what was checked is what will be connected to.
     * Its HTTP client then takes a server's name beside an address, for names that it does not know how to write, and
     * shows credentials to a proxy that is to connect it.
     */
    public static void pinNames() {
        Security.setProperty("networkaddress.cache.ttl", "-1");
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    private static boolean isAllowed(InetAddress address, GrantDocument.Source source) {
        return Boolean.TRUE.equals(source.localAddresses())
                || (!isLocal(address) && (source.privateAddresses() || isPublic(address)));
    }

    /**
     * Refuses a place unless its host may be asked at every one of its addresses. Of them, and why they are not
     * allowed, nothing is said: they may be known inside only.
     *
     * @param limit of looking the name up
     * @return one of them
     */
    InetAddress check(Hop hop, Duration limit) throws IOException {
        var all = addresses(hop.server().host(), limit);
        if (!Stream.of(all).allMatch(allowed)) {
            throw new RefusedException("The source %s is not allowed.".formatted(hop.shown()));
        }
        return all[0];
    }

    /** Refuses a place by its host alone where that is an address, since a proxy is to look names up. */
    void checkAddress(Hop hop, Duration limit) throws IOException {
        if (ADDRESS.matcher(hop.server().host()).matches()) {
            var _ = check(hop, limit);
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

    /** Whether it is one that nobody but the machine itself has any business with. */
    static boolean isLocal(InetAddress address) {
        if (LOCAL.stream().anyMatch(block -> block.contains(address))) {
            return true;
        }
        if (NAT64.contains(address) || LOCAL_NAT64.contains(address)) {
            return isLocal(within((Inet6Address) address, 12));
        }
        return SIX_TO_FOUR.contains(address) && isLocal(within((Inet6Address) address, 2));
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
}
