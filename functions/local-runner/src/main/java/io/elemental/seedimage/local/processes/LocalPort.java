package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.rules.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** The port that images are served on. */
public final class LocalPort {

    private LocalPort() {}

    /** The one that was asked for, else the usual one, else any that is free. */
    public static int choose(Optional<Integer> asked) {
        if (asked.isPresent()) {
            return free(asked.get())
                    .orElseThrow(() -> new InvalidInputException(
                            "--port %s is taken: choose another, or 0 for any that is free".formatted(asked.get())));
        }
        return free(Options.DEFAULT_PORT)
                .or(() -> free(0))
                .orElseThrow(() -> new IllegalStateException("there is no free port"));
    }

    private static Optional<Integer> free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return Optional.of(socket.getLocalPort());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
