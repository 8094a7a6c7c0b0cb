package io.elemental.seedimage.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A whole HTTP/1.1 request as it was sent, without what concerns its connection alone.
 *
 * @param head with its line ends
 */
@SuppressWarnings("ArrayRecordComponent") // carried from one connection to another, never compared
record RawRequest(String head, byte[] body) {

    private static final Pattern HOP_BY_HOP = Pattern.compile("(?im)^(connection|upgrade|http2-settings):.*\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");
    private static final String LINE_END = "\r\n";

    /** Empty at the end of the stream. */
    static Optional<RawRequest> read(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (var line = line(in); line.length() > LINE_END.length(); line = line(in)) {
            head.append(line);
        }
        if (head.isEmpty()) {
            return Optional.empty();
        }
        var length = LENGTH.matcher(head);
        var body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
        return Optional.of(new RawRequest(HOP_BY_HOP.matcher(head).replaceAll(""), body));
    }

    /** The same, as the only one of its connection. */
    byte[] alone() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((head + "Connection: close" + LINE_END + LINE_END).getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** Its first word and its path with the query. */
    String line() {
        return head.substring(0, head.indexOf(" HTTP/"));
    }

    /** Whether it has a header whose name begins so. */
    boolean has(String header) {
        return Pattern.compile("(?im)^" + Pattern.quote(header)).matcher(head).find();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0; next = in.read()) {
            line.append((char) next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString();
    }
}
