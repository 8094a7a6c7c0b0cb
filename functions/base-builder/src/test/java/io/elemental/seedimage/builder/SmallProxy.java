package io.elemental.seedimage.builder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy of 127.0.0.1 that takes absolute addresses and CONNECT, and knows names that nobody else does: all of
 * them are ports of this machine.
 */
final class SmallProxy implements AutoCloseable {

    private final ServerSocket server;
    private final Map<String, Integer> names = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String wanted = "";

    SmallProxy() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    SmallProxy knowing(String host, int port) {
        names.put(host, port);
        return this;
    }

    /** Lets nobody in who does not show this header. */
    SmallProxy wanting(String authorization) {
        wanted = authorization;
        return this;
    }

    String url() {
        return "http://127.0.0.1:%s".formatted(server.getLocalPort());
    }

    /** The first lines of all requests. */
    List<String> asked() {
        return asked;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = client.getInputStream();
            for (var header = header(in); !header.isEmpty(); header = header(in)) {
                var words = header.lines().findFirst().orElse("").split(" ", 3);
                asked.add("%s %s".formatted(words[0], words[1]));
                if (!wanted.isEmpty() && !header.contains("Proxy-Authorization: " + wanted + "\r\n")) {
                    say(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
                } else if (words[0].equals("CONNECT")) {
                    connect(client, words[1]);
                    return;
                } else {
                    forward(client, header, words);
                    return;
                }
            }
        } catch (IOException _) {
            // the client went away
        }
    }

    private void connect(Socket client, String place) throws IOException {
        var port = names.get(place.split(":", 2)[0]);
        if (port == null) {
            say(client, "403 Forbidden");
            return;
        }
        try (var target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var back = Thread.ofVirtual().start(() -> copy(target, client));
            copy(client, target);
            back.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void forward(Socket client, String header, String[] words) throws IOException {
        var rest = words[1].replaceFirst("^http://", "");
        var host = rest.split("[:/]", 2)[0];
        var port = names.get(host.toLowerCase(Locale.ROOT));
        if (port == null) {
            say(client, "403 Forbidden");
            return;
        }
        try (var target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var path = "/" + rest.split("/", 2)[1];
            var request = "%s %s HTTP/1.1\r\n%s"
                    .formatted(words[0], path, header.substring(header.indexOf("\r\n") + 2))
                    .replaceAll("(?i)(connection|proxy-authorization):[^\r]*\r\n", "");
            target.getOutputStream()
                    .write(request.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            copy(target, client);
        }
    }

    private static void say(Socket client, String status) throws IOException {
        client.getOutputStream()
                .write("HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n"
                        .formatted(status)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // one of them went away
        }
    }

    private static String header(InputStream in) throws IOException {
        var header = new StringBuilder();
        for (var one = in.read(); one >= 0; one = in.read()) {
            header.append((char) one);
            if (header.length() >= 4 && header.substring(header.length() - 4).equals("\r\n\r\n")) {
                return header.toString();
            }
        }
        return "";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
