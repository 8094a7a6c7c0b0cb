package io.elemental.seedimage.reconcile.function;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.elemental.seedimage.rules.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Takes CloudEvents out of requests, in binary or structured mode; {@link RefusedException} where there is none. */
final class Envelopes {

    /** References are a few hundred bytes; whole objects, which nobody needs to send, may have 1.5 MB. */
    private static final int LARGEST = 64 * 1024;

    private static final String STRUCTURED = "application/cloudevents+json";

    private Envelopes() {}

    static CloudEvent read(HttpServletRequest request) throws IOException {
        requireContentType(request);
        var body = body(request);
        try {
            return HttpMessageFactory.createReader(
                            header -> Collections.list(request.getHeaderNames())
                                    .forEach(name -> header.accept(name, request.getHeader(name))),
                            body)
                    .toEvent();
        } catch (CloudEventRWException
                | EventDeserializationException
                | IllegalStateException
                | IllegalArgumentException _) { // words of the sender
            throw new RefusedException(HttpStatus.BAD_REQUEST, "The request is no CloudEvent.");
        }
    }

    static ResourceEvent resource(CloudEvent event) {
        return new ResourceEvent(
                event.getId(),
                event.getType(),
                extension(event, "apiversion"),
                extension(event, "kind"),
                extension(event, "namespace"),
                extension(event, "name"));
    }

    static String extension(CloudEvent event, String name) {
        return Optional.ofNullable(event.getExtension(name))
                .map(Object::toString)
                .orElse("");
    }

    private static void requireContentType(HttpServletRequest request) {
        var type = Optional.ofNullable(request.getContentType())
                .orElse("")
                .split(";", 2)[0]
                .strip();
        var binary = request.getHeader("ce-type") != null && (type.isEmpty() || type.equals("application/json"));
        if (!binary && !type.equals(STRUCTURED)) {
            throw new RefusedException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Only CloudEvents are taken: with ce- headers and application/json, or as " + STRUCTURED + ".");
        }
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        var body = request.getContentLengthLong() > LARGEST
                ? new byte[LARGEST + 1]
                : request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new RefusedException(
                    HttpStatus.CONTENT_TOO_LARGE, "The event is larger than %d bytes.".formatted(LARGEST));
        }
        return body;
    }

    /** The request has no effect, and who sent it is told why in one sentence. */
    static final class RefusedException extends RuntimeException {

        private final HttpStatus status;

        RefusedException(HttpStatus status, String sentence) {
            super(sentence);
            this.status = status;
        }

        RefusedException(InvalidInputException e) {
            this(HttpStatus.BAD_REQUEST, "The event's %s.".formatted(e.getMessage()));
        }

        HttpStatus status() {
            return status;
        }
    }
}
