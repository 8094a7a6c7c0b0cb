package io.elemental.seedimage.download.clients;

import java.math.BigInteger;
import java.net.InetAddress;

/** All addresses with the same first bits. */
public record Network(InetAddress address, int bits) {

    public Network {
        if (bits < 0 || bits > address.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("an address has not so many bits");
        }
    }

    /** Of a notation such as 10.0.0.0/8, or of one address; IllegalArgumentException where it is neither. */
    public static Network of(String text) {
        var words = text.split("/", 2);
        var address = InetAddress.ofLiteral(words[0]);
        return new Network(
                address, words.length > 1 ? Integer.parseInt(words[1]) : address.getAddress().length * Byte.SIZE);
    }

    /** The network of so many bits that an address is in; the address itself where it has no more bits. */
    static Network around(InetAddress address, int bits) {
        return new Network(address, Math.min(bits, address.getAddress().length * Byte.SIZE));
    }

    boolean contains(InetAddress other) {
        return other.getAddress().length == address.getAddress().length
                && prefix(other).equals(prefix(address));
    }

    private BigInteger prefix(InetAddress of) {
        var bytes = of.getAddress();
        return new BigInteger(1, bytes).shiftRight(bytes.length * Byte.SIZE - bits);
    }

    /** Equal for all addresses of the network, and for no others. */
    String word() {
        return "%s:%s".formatted(address.getAddress().length, prefix(address).toString(Character.MAX_RADIX));
    }
}
