package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.RefusedException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Consumer;

/** What a source answered; its body is not read yet. */
final class SourceResponse implements AutoCloseable {

    /** As many digits as every number of 63 bits can have. */
    private static final String NUMBER = "[0-9]{1,18}";

    private final Hop from;
    private final HttpResponse<Publisher<List<ByteBuffer>>> response;
    private boolean consumed;

    SourceResponse(Hop from, HttpResponse<Publisher<List<ByteBuffer>>> response) {
        this.from = from;
        this.response = response;
    }

    int status() {
        return response.statusCode();
    }

    /** Where it came from, as it may be shown. */
    String from() {
        return from.shown();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** How many bytes the body is said to have. */
    OptionalLong length() {
        return header("Content-Length")
                .filter(length -> length.matches(NUMBER))
                .map(length -> OptionalLong.of(Long.parseLong(length)))
                .orElse(OptionalLong.empty());
    }

    Validators validators() {
        return new Validators(header("ETag"), header("Last-Modified"));
    }

    /** Refuses a body that is not simply the bytes of the source, in a length that is said once or not at all. */
    void requirePlain() {
        var lengths = response.headers().allValues("Content-Length");
        var codings = response.headers().allValues("Transfer-Encoding");
        if (lengths.stream().distinct().count() > 1
                || !lengths.stream().allMatch(length -> length.matches(NUMBER))
                || !codings.stream().allMatch("chunked"::equalsIgnoreCase)
                || (!codings.isEmpty() && !lengths.isEmpty())) {
            throw new RefusedException(
                    "The source %s contradicts itself about the length of its answer.".formatted(from()));
        }
        if (!response.headers().allValues("Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
            throw new RefusedException(
                    "The source %s sends its bytes encoded (Content-Encoding), although it was asked not to."
                            .formatted(from()));
        }
    }

    /** Takes the body; false when it ended before its announced end. */
    boolean receive(Consumer<byte[]> sink, SourceBody.Watch watch) throws IOException {
        consumed = true;
        var whole = new SourceBody(sink).receive(response.body(), watch);
        if (!whole && length().isEmpty()) {
            throw new IOException("nobody knows how much is missing");
        }
        return whole;
    }

    /** Gives the connection up, also in the middle of the body. */
    @Override
    public void close() {
        if (!consumed) {
            consumed = true;
            SourceBody.giveUp(response.body());
        }
    }
}
