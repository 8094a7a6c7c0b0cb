package io.elemental.seedimage.download;

import io.elemental.seedimage.download.answers.Problem;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.telemetry.Measure;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** An answer that takes a place while it is written; where there is none for it, the client hears so instead. */
final class LimitedAnswer implements ServerResponse {

    private final ServerResponse answer;
    private final ResourceRef registration;
    private final StreamPlaces places;
    private final MeterRegistry meters;

    LimitedAnswer(ServerResponse answer, ResourceRef registration, StreamPlaces places, MeterRegistry meters) {
        this.answer = answer;
        this.registration = registration;
        this.places = places;
        this.meters = meters;
    }

    @Override
    public HttpStatusCode statusCode() {
        return answer.statusCode();
    }

    @Override
    public HttpHeaders headers() {
        return answer.headers();
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return answer.cookies();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws ServletException, IOException {
        return switch (places.take(registration)) {
            case StreamPlaces.Taken.Place place -> {
                try (var _ = place) {
                    yield answer.writeTo(request, response, context);
                }
            }
            case StreamPlaces.Taken.ShareUsed(var share) ->
                refuse(
                        response,
                        Problem.TOO_MANY_DOWNLOADS,
                        "%s downloads of this registration or its namespace are in progress; try again later."
                                .formatted(share));
            case StreamPlaces.Taken.NoneFree(var most) ->
                refuse(response, Problem.TOO_BUSY, "%s downloads are in progress; try again later.".formatted(most));
        };
    }

    private @Nullable ModelAndView refuse(HttpServletResponse response, Problem problem, String detail)
            throws IOException {
        Measure.STREAMS_CUT.count(meters, 1, "by", "limit");
        problem.answer(detail).writeTo(response);
        return null;
    }
}
