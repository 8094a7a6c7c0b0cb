package io.elemental.seedimage.builder.source;

import io.elemental.seedimage.builder.common.LeastRate;
import io.elemental.seedimage.builder.common.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What a source answered; its body is not read yet. */
public final class SourceResponse implements AutoCloseable {

    /** As many digits as every number of 63 bits can have. */
    private static final String NUMBER = "[0-9]{1,18}";

    private static final Pattern RANGE = Pattern.compile("bytes (" + NUMBER + ")-.*");

    private final Hop from;
    private final HttpResponse<Publisher<List<ByteBuffer>>> response;
    private boolean consumed;

    SourceResponse(Hop from, HttpResponse<Publisher<List<ByteBuffer>>> response) {
        this.from = from;
        this.response = response;
    }

    public int status() {
        return response.statusCode();
    }

    /** Where it came from, as it may be shown. */
    public String from() {
        return from.shown();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** How many bytes the body is said to have. */
    public OptionalLong length() {
        return header("Content-Length")
                .filter(length -> length.matches(NUMBER))
                .map(length -> OptionalLong.of(Long.parseLong(length)))
                .orElse(OptionalLong.empty());
    }

    /** Where the range begins that was sent; empty where that is not said in a way that could be understood. */
    public OptionalLong rangeStart() {
        var range = RANGE.matcher(header("Content-Range").orElse(""));
        return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
    }

    Validators validators() {
        return new Validators(header("ETag"), header("Last-Modified"));
    }

    /** Refuses a body that is not simply the bytes of the source, in a length that is said once or not at all. */
    public void requirePlain() {
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

    /**
     * The body as a stream, which must be closed; it fails where the connection did.
     *
     * @param rate of the bytes, below which it fails
     */
    public InputStream stream(LeastRate rate) {
        consumed = true;
        var pace = new Pace(rate, System.nanoTime());
        var body = new BodyStream(bytes -> pace.check(bytes, System.nanoTime()));
        response.body().subscribe(body);
        return body;
    }

    /** All values of a header. */
    public List<String> headers(String name) {
        return response.headers().allValues(name);
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
