package io.elemental.seedimage.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A PUT on a connection of its own. Its answer is read whatever becomes of its body: who refuses it may hang up before
 * all is sent, and an HTTP client then tells of the broken connection instead.
 */
public final class LonePut {

    private static final int TEN_SECONDS = 10_000;
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final URI uri;
    private final byte[] content;
    private final Map<String, String> headers;

    private LonePut(URI uri, byte[] content, Map<String, String> headers) {
        this.uri = uri;
        this.content = content;
        this.headers = headers;
    }

    public LonePut(URI uri, byte[] content) {
        this(uri, content, Map.of("Content-Length", String.valueOf(content.length)));
    }

    public LonePut header(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new LonePut(uri, content, more);
    }

    /** Sends no length, and all of the content as one chunk. */
    public int statusInChunks() {
        var chunk = new String(content, StandardCharsets.ISO_8859_1);
        var body = String.format(Locale.ROOT, "%x\r\n%s\r\n0\r\n\r\n", content.length, chunk);
        return new LonePut(uri, body.getBytes(StandardCharsets.ISO_8859_1), Map.of("Transfer-Encoding", "chunked"))
                .status();
    }

    /** The status of the answer. */
    public int status() {
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(TEN_SECONDS);
            send(socket);
            var answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var line = answer.readLine();
            if (line == null) {
                throw new IOException("no answer from " + uri.getAuthority());
            }
            return Integer.parseInt(line.substring(STATUS_AT, STATUS_AT + 3));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(Socket socket) {
        var lines = headers.entrySet().stream()
                .map(header -> "%s: %s\r\n".formatted(header.getKey(), header.getValue()))
                .collect(Collectors.joining());
        var head = "PUT %s?%s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                .formatted(uri.getRawPath(), uri.getRawQuery(), uri.getRawAuthority(), lines);
        try {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(content);
        } catch (IOException _) {
            // It hung up. What it said before is still there to be read.
        }
    }
}
