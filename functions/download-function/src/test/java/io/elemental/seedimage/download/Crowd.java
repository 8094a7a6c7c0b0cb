package io.elemental.seedimage.download;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Connections that say something each, and then a little more now and then, and never read. */
final class Crowd implements AutoCloseable {

    private final List<Socket> sockets = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private Crowd() {}

    static Crowd of(int count, RunningFunction function, String first, String drop, Duration every) throws IOException {
        var crowd = new Crowd();
        for (var i = 0; i < count; i++) {
            var socket = new Socket();
            crowd.sockets.add(socket);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), function.port()));
            socket.getOutputStream().write(first.getBytes(StandardCharsets.ISO_8859_1));
        }
        var bytes = drop.getBytes(StandardCharsets.ISO_8859_1);
        var _ = crowd.clock.scheduleWithFixedDelay(
                () -> crowd.sockets.forEach(socket -> crowd.say(socket, bytes)),
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
        return crowd;
    }

    private void say(Socket socket, byte[] bytes) {
        if (socket.isClosed()) {
            return;
        }
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException _) {
            end(socket);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError("cannot be closed", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        sockets.forEach(Crowd::end);
    }
}
