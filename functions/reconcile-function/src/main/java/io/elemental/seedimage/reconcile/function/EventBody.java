package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.function.Envelopes.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Reads the bytes of an event. The sender must say their number and send them at once. Slow senders are dropped;
 * otherwise a few of them would block everybody.
 */
final class EventBody {

    /** How long the connection may be silent while a body is read. The web server enforces it. */
    static final Duration SILENCE_LIMIT = Duration.ofSeconds(1);

    /** When the last read may begin. With the limit of silence, a body is complete or refused after two seconds. */
    private static final Duration LAST_READ = Duration.ofSeconds(1);

    /**
     * The largest body. References have a few hundred bytes. Whole objects may have 1.5 MB, but nobody needs to send
     * them.
     */
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

    /**
     * The length of the body. Chunked bodies are refused: one read of a chunk may need any number of reads of the
     * connection.
     */
    private static int length(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            throw new RefusedException(HttpStatus.LENGTH_REQUIRED, "The event needs a Content-Length.");
        }
        var length = request.getContentLengthLong();
        if (length > LARGEST) {
            throw new RefusedException(
                    HttpStatus.CONTENT_TOO_LARGE, "The event is larger than %s bytes.".formatted(LARGEST));
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
        return new RefusedException(HttpStatus.REQUEST_TIMEOUT, "The event's body did not arrive within two seconds.");
    }
}
