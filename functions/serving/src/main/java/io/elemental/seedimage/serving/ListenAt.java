package io.elemental.seedimage.serving;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a function listens.
 *
 * @param address null: every address of the machine
 * @param port 0: any that is free
 */
public record ListenAt(@Nullable InetAddress address, int port) {

    /** Reads PORT and SERVER_ADDRESS. */
    public static ListenAt of(Variables variables) {
        return new ListenAt(variables.address("SERVER_ADDRESS"), variables.port("PORT", 8080));
    }
}
