package io.elemental.seedimage.runtime;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a function listens, and for how long to who says nothing.
 *
 * @param address null: every address of the machine
 * @param port 0: any that is free
 * @param headWithin in which the head of a request must have come, whole
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
