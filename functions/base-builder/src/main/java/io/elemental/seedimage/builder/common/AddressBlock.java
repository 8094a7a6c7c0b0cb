package io.elemental.seedimage.builder.common;

import java.net.InetAddress;

/** All addresses with the same first bits. */
public record AddressBlock(InetAddress network, int bits) {

    public AddressBlock {
        if (bits < 0 || bits > network.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("an address has not so many bits");
        }
    }

    /** Of a notation such as 10.0.0.0/8; IllegalArgumentException where it is none. */
    public static AddressBlock of(String cidr) {
        var words = cidr.split("/", 2);
        return new AddressBlock(InetAddress.ofLiteral(words[0]), Integer.parseInt(words[1]));
    }

    /** Whether an address is one of them. */
    public boolean contains(InetAddress address) {
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
