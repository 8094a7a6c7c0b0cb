package io.elemental.seedimage.reconcile.function;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.http.HttpMessageFactory;
import io.elemental.seedimage.rules.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Reads CloudEvents from requests, in binary or structured mode. {@link RefusedException} where there is none. */
final class Envelopes {

    private static final String STRUCTURED = "application/cloudevents+json";

    private Envelopes() {}

    static CloudEvent read(HttpServletRequest request) {
        requireContentType(request);
        requireAttributesOnce(request);
        var event = parse(request, EventBody.read(request));
        if (event.getSpecVersion() != SpecVersion.V1) {
            throw noEvent();
        }
        return event;
    }

    /**
     * Parses the event. The parser's own messages hold words of the sender, so they are not shown. It returns null for
     * null.
     */
    private static CloudEvent parse(HttpServletRequest request, byte[] body) {
        try {
            return Objects.requireNonNull(HttpMessageFactory.createReader(
                            header -> Collections.list(request.getHeaderNames())
                                    .forEach(name -> header.accept(name, request.getHeader(name))),
                            body)
                    .toEvent());
        } catch (RuntimeException _) {
            throw noEvent();
        }
    }

    private static RefusedException noEvent() {
        return new RefusedException(HttpStatus.BAD_REQUEST, "The request is not a CloudEvent.");
    }

    /** Refuses headers with two values: different readers would take different ones. */
    private static void requireAttributesOnce(HttpServletRequest request) {
        for (var name : Collections.list(request.getHeaderNames())) {
            if (name.regionMatches(true, 0, "ce-", 0, 3)
                    && Set.copyOf(Collections.list(request.getHeaders(name))).size() > 1) {
                throw noEvent();
            }
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
                    "Only CloudEvents are accepted: with ce- headers and application/json, or as " + STRUCTURED + ".");
        }
    }

    /** The request has no effect. One sentence tells its sender why. */
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
