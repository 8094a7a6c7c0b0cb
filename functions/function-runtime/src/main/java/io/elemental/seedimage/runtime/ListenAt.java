package io.elemental.seedimage.runtime;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a function listens, and how long it waits for a request.
 *
 * @param address of this machine; null: every address
 * @param port of TCP; 0: any free port
 * @param headWithin how long a client may take for the head of a request
 */
public record ListenAt(@Nullable InetAddress address, int port, Duration headWithin) {

    private static final Duration HEAD_WITHIN = Duration.ofSeconds(10);

    public ListenAt(@Nullable InetAddress address, int port) {
        this(address, port, HEAD_WITHIN);
    }

    /** Reads PORT, SERVER_ADDRESS and SEEDIMAGE_HEAD_TIMEOUT. */
    public static ListenAt of(Variables variables) {
        return new ListenAt(
                variables.address("SERVER_ADDRESS"),
                variables.port("PORT", 8080),
                variables.duration("SEEDIMAGE_HEAD_TIMEOUT", HEAD_WITHIN, "1s", "1m"));
    }
}
