package io.elemental.seedimage.reconcile.function;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The rules for connections hold for this function, too. */
class WatchedConnectionsTest {

    @Test
    void endWhoDripsTheHeadOfAnEvent() throws IOException {
        var settings = Map.of("SEEDIMAGE_SWEEP_AT_START", "false", "SEEDIMAGE_HEAD_TIMEOUT", "1s");
        try (var function = new RunningFunction(settings);
                var client = new Socket(InetAddress.getLoopbackAddress(), port(function))) {
            say(client, "POST /reconcile HTTP/1.1\r\nHost: localhost\r\nX-Drip: ");

            await().atMost(Duration.ofSeconds(20)).until(() -> !say(client, "a"));
        }
    }

    private static int port(RunningFunction function) {
        return Objects.requireNonNull(function.context.getWebServer()).getPort();
    }

    /** Whether somebody still listens. */
    private static boolean say(Socket client, String text) {
        try {
            client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
