package io.elemental.seedimage.download;

import static org.springframework.web.servlet.function.RequestPredicates.all;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.download.DownloadDecision;
import io.elemental.seedimage.rules.download.ImageRequest;
import io.elemental.seedimage.rules.download.ImageRequest.Form;
import io.elemental.seedimage.rules.download.Refusal;
import io.elemental.seedimage.rules.download.RequestConditions;
import io.elemental.seedimage.telemetry.Measure;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** From HTTP to requests for images: the only place that knows paths and what clients send in headers. */
final class DownloadRoutes {

    private static final String SEED_IMAGE =
            "/elemental/v1/namespaces/{namespace}/registrations/{registration}/seedimages/{seedImage}";
    private static final String CHECKSUM = SEED_IMAGE + "/sha256";

    private static final Logger LOG = LoggerFactory.getLogger(DownloadRoutes.class);

    private final Function<DownloadRequest, DownloadDecision> download;
    private final DeliverImage deliver;
    private final MeterRegistry meters;

    /** @param download {@link DownloadFunction#DOWNLOAD}: {@link ValidateToken}, then {@link DecideFromCatalog} */
    DownloadRoutes(Function<DownloadRequest, DownloadDecision> download, DeliverImage deliver, MeterRegistry meters) {
        this.download = download;
        this.deliver = deliver;
        this.meters = meters;
    }

    RouterFunction<ServerResponse> routes() {
        var routes = RouterFunctions.route();
        routes.route(
                request -> !isPlain(request),
                _ -> Problem.of(Refusal.REQUEST_INVALID)
                        .answer("The path holds an escape, a parameter, or an empty or dotted segment."));
        reading(routes, SEED_IMAGE, request -> answer(request, form(request)));
        reading(routes, CHECKSUM, request -> answer(request, Form.CHECKSUM));
        // Whether this process answers at all: a store that is away is told to who asks for an image.
        routes.GET("/healthz", _ -> ServerResponse.noContent().build());
        return routes.route(all(), _ -> Problem.NO_SUCH_PATH.answer("There is nothing at this path."))
                .build();
    }

    private static boolean isPlain(ServerRequest request) {
        return PlainPath.is(request.servletRequest().getRequestURI());
    }

    private static void reading(
            RouterFunctions.Builder routes, String pattern, HandlerFunction<ServerResponse> answer) {
        routes.GET(pattern, answer).HEAD(pattern, answer).route(path(pattern), _ -> {
            var allow = new HttpHeaders();
            allow.set(HttpHeaders.ALLOW, "GET, HEAD");
            return Problem.METHOD_NOT_ALLOWED.answer("Only GET and HEAD are answered here.", allow);
        });
    }

    private ServerResponse answer(ServerRequest request, Form form) {
        var wanted = read(request, form);
        var decision = Measure.DOWNLOADS.timed(meters, DownloadRoutes::word, () -> download.apply(wanted));
        log(wanted, decision);
        return deliver.answer(decision, wanted.registration());
    }

    private static Form form(ServerRequest request) {
        if (request.method().equals(HttpMethod.HEAD)) {
            return Form.HEADERS;
        }
        return Preference.isJson(header(request, HttpHeaders.ACCEPT)) ? Form.TICKET : Form.BYTES;
    }

    private static DownloadRequest read(ServerRequest request, Form form) {
        var registration = new ResourceRef(request.pathVariable("namespace"), request.pathVariable("registration"));
        return new DownloadRequest(
                registration,
                registration.sibling(request.pathVariable("seedImage")),
                header(request, "Registration-Authorization"),
                new ImageRequest(
                        form,
                        request.param("type").orElse(null),
                        request.param("arch").orElse(null),
                        request.param("delivery").orElse(null),
                        new RequestConditions(
                                header(request, HttpHeaders.IF_MATCH),
                                header(request, HttpHeaders.IF_NONE_MATCH),
                                header(request, HttpHeaders.RANGE),
                                header(request, HttpHeaders.IF_RANGE))));
    }

    /** A header sent in several lines is one list (RFC 9110 section 5.3). */
    private static @Nullable String header(ServerRequest request, String name) {
        var lines = request.headers().header(name);
        return lines.isEmpty() ? null : String.join(", ", lines);
    }

    private static String word(DownloadDecision decision) {
        return decision instanceof DownloadDecision.Refused(var reason, var _)
                ? Problem.of(reason).word()
                : Measure.word(decision.getClass().getSimpleName());
    }

    private static void log(DownloadRequest request, DownloadDecision decision) {
        var line = LOG.atInfo()
                .addKeyValue("seedImage", request.seedImage())
                .addKeyValue("registration", request.registration().name())
                .addKeyValue("decision", decision.getClass().getSimpleName());
        if (decision instanceof DownloadDecision.Refused(var reason, var _)) {
            line = line.addKeyValue("reason", reason);
        }
        line.log("download decided");
    }
}
