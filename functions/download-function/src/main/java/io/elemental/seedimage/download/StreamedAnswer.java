package io.elemental.seedimage.download;

import io.elemental.seedimage.download.answers.HttpAnswer;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.telemetry.Measure;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** An answer with many bytes, of which it holds one buffer at a time. */
final class StreamedAnswer implements ServerResponse {

    /** As much as goes to the client in one system call. */
    static final int BUFFER_SIZE = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);

    private final HttpAnswer head;
    private final Supplier<InputStream> body;
    private final MeterRegistry meters;

    /** @param body as many bytes as the head announces; opened when the answer is written */
    StreamedAnswer(HttpAnswer head, Supplier<InputStream> body, MeterRegistry meters) {
        this.head = head;
        this.body = body;
        this.meters = meters;
    }

    @Override
    public HttpStatusCode statusCode() {
        return head.statusCode();
    }

    @Override
    public HttpHeaders headers() {
        return head.headers();
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return head.cookies();
    }

    /** The first bytes are there before the status is, so that an outage can still be told. */
    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        try (var bytes = body.get()) {
            var buffer = new byte[BUFFER_SIZE];
            var count = bytes.read(buffer);
            head.writeTo(response);
            var client = response.getOutputStream();
            while (count >= 0) {
                writeOn(client, buffer, count);
                count = readOn(bytes, buffer, response);
            }
        }
        return null;
    }

    /** A client may stop reading, or go away, whenever it likes. */
    private void writeOn(OutputStream client, byte[] buffer, int count) throws IOException {
        try {
            client.write(buffer, 0, count);
            Measure.STREAMED.count(meters, count);
        } catch (IOException e) {
            Measure.STREAMS_CUT.count(meters, 1, "by", "client");
            LOG.atDebug().setCause(e).log("client gone or stalled");
            throw new CloseNowException("the client takes no more bytes", e);
        }
    }

    /**
     * Once the status is out, only a broken connection tells the client that bytes are missing. Until then an outage is
     * told: the first bytes wait in a buffer of the server's.
     */
    private int readOn(InputStream bytes, byte[] buffer, HttpServletResponse response) throws IOException {
        try {
            return bytes.read(buffer);
        } catch (StoreUnavailableException | ObjectChangedException | IOException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            Measure.STREAMS_CUT.count(meters, 1, "by", "store");
            LOG.atWarn().addKeyValue("problem", e.getMessage()).log("download cut short");
            throw new CloseNowException("the image cannot be read on", e);
        }
    }
}
