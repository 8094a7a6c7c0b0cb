package io.elemental.seedimage.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One answer as it came over the connection.
 *
 * @param lines of the header, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // of one answer, never compared as a record
record RawAnswer(String statusLine, List<String> lines, byte[] body) {

    /** Empty where the connection ends instead; fails where an answer is cut off. */
    static Optional<RawAnswer> read(InputStream in, boolean toHead) throws IOException {
        var head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        if (!head.endsWith("\r\n\r\n")) {
            return Optional.of(new RawAnswer("", List.of(), head.getBytes(StandardCharsets.ISO_8859_1)));
        }
        var lines = List.of(head.split("\r\n"));
        var bare = new RawAnswer(lines.getFirst(), lines.subList(1, lines.size()), new byte[0]);
        if (toHead || bare.hasNoBody()) {
            return Optional.of(bare);
        }
        return Optional.of(new RawAnswer(bare.statusLine, bare.lines, bare.body(in)));
    }

    /** The status; 0 where a body came without a head, as in HTTP/0.9. */
    int status() {
        if (statusLine.isEmpty()) {
            return 0;
        }
        if (!statusLine.matches("HTTP/1\\.1 [1-5][0-9]{2}( .*)?")) {
            throw new AssertionError("no status line: " + statusLine);
        }
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    /** All values of a header; empty where there is none. */
    String header(String name) {
        return String.join(
                "|",
                lines.stream()
                        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                        .map(line -> line.substring(name.length() + 1).strip())
                        .toList());
    }

    boolean closes() {
        return statusLine.isEmpty() || header("Connection").equalsIgnoreCase("close");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Head and body, to look for what should not be there. */
    String everything() {
        return statusLine + "\n" + String.join("\n", lines) + "\n" + new String(body, StandardCharsets.ISO_8859_1);
    }

    private boolean hasNoBody() {
        return status() < 200 || status() == 204 || status() == 304;
    }

    private byte[] body(InputStream in) throws IOException {
        var length = header("Content-Length");
        if (length.isEmpty()) {
            return closes() ? in.readAllBytes() : fail("neither a length nor an end");
        }
        var bytes = in.readNBytes(Integer.parseInt(length));
        return bytes.length == Integer.parseInt(length) ? bytes : fail("cut off after %s".formatted(bytes.length));
    }

    private byte[] fail(String how) throws IOException {
        throw new IOException("%s: %s %s".formatted(how, statusLine, lines));
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
                var next = in.read();
                if (next < 0) {
                    break;
                }
                head.append((char) next);
            }
        } catch (SocketException _) {
            return ""; // reset: it closed while there was more to read
        }
        if (head.indexOf("HTTP/") == 0 && !head.toString().endsWith("\r\n\r\n")) {
            throw new IOException("the connection ended within the head: " + head);
        }
        return head.toString();
    }
}
