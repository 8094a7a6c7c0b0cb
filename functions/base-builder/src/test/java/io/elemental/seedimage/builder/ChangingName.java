package io.elemental.seedimage.builder;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A name that is public when it is looked up first, and this machine from then on, and another that always is this
 * machine; all others are as usual.
 */
public final class ChangingName extends InetAddressResolverProvider {

    static final String HOST = "changing.example";

    /** As in networks inside. */
    static final String UNDERSCORE = "file_server";

    /** Public, as far as anybody can tell, and nobody's: from here it cannot be reached. */
    private static final String FIRST = "2001:db8::1";

    private static final AtomicInteger LOOKUPS = new AtomicInteger();

    static int lookups() {
        return LOOKUPS.get();
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        var usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                if (host.equals(UNDERSCORE)) {
                    return Stream.of(InetAddress.ofLiteral("127.0.0.1"));
                }
                return host.equals(HOST)
                        ? Stream.of(InetAddress.ofLiteral(LOOKUPS.getAndIncrement() == 0 ? FIRST : "127.0.0.1"))
                        : usual.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "one name that changes";
    }
}
