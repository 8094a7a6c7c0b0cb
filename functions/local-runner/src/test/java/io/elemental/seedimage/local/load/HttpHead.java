package io.elemental.seedimage.local.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an answer.
 *
 * @param text status line and headers
 */
record HttpHead(String text) {

    private static final String END = "\r\n\r\n";
    private static final int STATUS_FROM = "HTTP/1.1 ".length();

    /** Reads byte by byte, so that not one of the body is taken. */
    static HttpHead read(InputStream in) throws IOException {
        var head = new StringBuilder(1024);
        var matched = 0;
        while (matched < END.length()) {
            var next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended within a head");
            }
            head.append((char) next);
            matched = next == END.charAt(matched) ? matched + 1 : next == END.charAt(0) ? 1 : 0;
        }
        return new HttpHead(head.toString());
    }

    int status() {
        return Integer.parseInt(text.substring(STATUS_FROM, STATUS_FROM + 3));
    }

    /** @param name in lower case, with its colon */
    Optional<String> value(String name) {
        return text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst();
    }
}
