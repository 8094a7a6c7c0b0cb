package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A store that breaks off anywhere: clients see a broken transfer, never a whole one that is wrong, and go on. */
class CutStoreTest {

    private static final int TIMES = 1_000;
    private static final int SIZE = 160_000;
    private static final byte[] BYTES = Fleet.bytes(SIZE);
    private static final Fleet FLEET = Fleet.withSeed(SIZE);

    @AutoClose
    private static final RunningFunction FUNCTION = RunningFunction.start(FLEET);

    @Test
    void breaksTheTransferAndLetsItGoOn() throws IOException {
        var random = new Random(8);
        var broken = 0;
        for (var i = 0; i < TIMES; i++) {
            FLEET.store.breakAt(random.nextInt(SIZE));
            var got = new ByteArrayOutputStream();
            var first = download(0, got);
            if (first == 200) {
                assertThat(got.size()).as("of a transfer that was cut").isLessThan(SIZE);
                broken++;
            } else {
                assertThat(first).isEqualTo(503);
                assertThat(got.size()).isZero();
            }
            assertThat(got.toByteArray()).isEqualTo(Arrays.copyOf(BYTES, got.size()));

            FLEET.store.breakAt(Long.MAX_VALUE);
            assertThat(download(got.size(), got)).isEqualTo(first == 200 ? 206 : 200);
            assertThat(got.toByteArray()).isEqualTo(BYTES);
        }
        assertThat(broken).as("cut behind their beginning").isGreaterThan(TIMES / 4);
        assertThat(FLEET.store.openStreams()).isZero();
    }

    /** Adds what comes of the body, up to the end of the connection, however it ends. */
    private static int download(int from, ByteArrayOutputStream to) throws IOException {
        var resume = "If-Range: \"%s\"\r\nRange: bytes=%s-\r\n".formatted(Tokens.sha256("image seed"), from);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), FUNCTION.port())) {
            var request = RawClient.get(FLEET, "seed", "Connection: close\r\n" + (from == 0 ? "" : resume));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var all = new ByteArrayOutputStream();
            var buffer = new byte[65_536];
            try {
                for (var count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
                    all.write(buffer, 0, count);
                }
            } catch (SocketException _) {
                // broken, as it may be
            }
            var text = all.toString(StandardCharsets.ISO_8859_1);
            var body = text.indexOf("\r\n\r\n") + 4;
            var status = Integer.parseInt(text.substring(9, 12));
            if (status < 300) {
                to.write(all.toByteArray(), body, all.size() - body);
            }
            return status;
        }
    }
}
