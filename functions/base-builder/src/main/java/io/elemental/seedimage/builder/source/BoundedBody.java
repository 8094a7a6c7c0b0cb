package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Timeouts;
import java.io.IOException;

/** Reads what an answer holds, as far as it may go. */
public final class BoundedBody {

    private BoundedBody() {}

    /** RefusedException where there is more than the limit; IOException where it was cut. */
    public static byte[] read(SourceResponse response, int limit, Timeouts timeouts) throws IOException {
        var announced = response.length().orElse(0);
        if (announced > limit) {
            throw tooLarge(response, limit);
        }
        var deadline = timeouts.toFetch(limit);
        try (var body = response.stream(timeouts.rate())) {
            var bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(response, limit);
            }
            if (bytes.length < announced || deadline.isOver()) {
                throw new IOException("cut");
            }
            return bytes;
        }
    }

    private static RefusedException tooLarge(SourceResponse response, int limit) {
        return new RefusedException(
                "The source %s answers with more than the %s bytes that are read.".formatted(response.from(), limit));
    }
}
