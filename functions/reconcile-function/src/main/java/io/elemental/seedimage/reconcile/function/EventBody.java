package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.function.Envelopes.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The bytes of an event, which its sender says the number of and sends at once: whoever drips or stalls is let go, or a
 * few of them would keep everybody waiting.
 */
final class EventBody {

    /** How long the connection may bring nothing while a body is read; the web server keeps to it. */
    static final Duration SILENCE_LIMIT = Duration.ofSeconds(1);

    /** Until when the last read begins: so that a body is in, or refused, after two seconds. */
    private static final Duration LAST_READ = Duration.ofSeconds(1);

    /** References are a few hundred bytes; whole objects, which nobody needs to send, may have 1.5 MB. */
    private static final int LARGEST = 64 * 1024;

    private EventBody() {}

    static byte[] read(HttpServletRequest request) {
        var body = new byte[length(request)];
        var start = System.nanoTime();
        for (var have = 0; have < body.length; ) {
            if (System.nanoTime() - start > LAST_READ.toNanos()) {
                throw late();
            }
            have += next(request, body, have);
        }
        return body;
    }

    /** A read of chunks may take any number of reads of the connection, so they are not taken. */
    private static int length(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            throw new RefusedException(HttpStatus.LENGTH_REQUIRED, "The event needs a Content-Length.");
        }
        var length = request.getContentLengthLong();
        if (length > LARGEST) {
            throw new RefusedException(
                    HttpStatus.CONTENT_TOO_LARGE, "The event is larger than %d bytes.".formatted(LARGEST));
        }
        return (int) Math.max(0, length);
    }

    private static int next(HttpServletRequest request, byte[] body, int have) {
        try {
            var count = request.getInputStream().read(body, have, body.length - have);
            if (count > 0) {
                return count;
            }
        } catch (IOException _) { // silent for too long, or gone
            throw late();
        }
        throw late();
    }

    private static RefusedException late() {
        return new RefusedException(HttpStatus.REQUEST_TIMEOUT, "The event's body was not there within two seconds.");
    }
}
