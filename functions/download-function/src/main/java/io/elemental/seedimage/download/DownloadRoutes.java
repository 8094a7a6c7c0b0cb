package io.elemental.seedimage.download;

import static org.springframework.web.servlet.function.RequestPredicates.all;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import io.elemental.seedimage.download.answers.ApiDescription;
import io.elemental.seedimage.download.answers.Problem;
import io.elemental.seedimage.download.clients.Clients;
import io.elemental.seedimage.download.links.LinkUrls;
import io.elemental.seedimage.download.links.OpenLink;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.download.DownloadDecision;
import io.elemental.seedimage.rules.download.ImageRequest;
import io.elemental.seedimage.rules.download.ImageRequest.Form;
import io.elemental.seedimage.rules.download.Refusal;
import io.elemental.seedimage.telemetry.Measure;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** From HTTP to requests for images: the only place that knows paths and what clients send in headers. */
final class DownloadRoutes {

    private static final String SEED_IMAGES =
            "/elemental/v1/namespaces/{namespace}/registrations/{registration}/seedimages";
    private static final String SEED_IMAGE = SEED_IMAGES + "/{seedImage}";
    private static final String STATUS = SEED_IMAGE + "/status";
    private static final String CHECKSUM = SEED_IMAGE + "/sha256";

    private static final String DESCRIPTION = "/elemental/v1/seedimages-openapi.yaml";
    private static final String LINK = LinkUrls.PATH + "{link}/{name}";

    /** Whoever sends what is no link gets nothing that is counted. */
    private static final ResourceRef NOBODY = new ResourceRef("nobody", "nobody");

    private static final Logger LOG = LoggerFactory.getLogger(DownloadRoutes.class);

    private final Function<DownloadRequest, DownloadDecision> download;
    private final OpenLink links;
    private final StatusRoutes status;
    private final DeliverImage deliver;
    private final Clients clients;
    private final MeterRegistry meters;

    /** @param download {@link DownloadFunction#DOWNLOAD}: {@link ValidateToken}, then {@link DecideFromCatalog} */
    DownloadRoutes(
            Function<DownloadRequest, DownloadDecision> download,
            OpenLink links,
            StatusRoutes status,
            DeliverImage deliver,
            Clients clients,
            MeterRegistry meters) {
        this.download = download;
        this.links = links;
        this.status = status;
        this.deliver = deliver;
        this.clients = clients;
        this.meters = meters;
    }

    RouterFunction<ServerResponse> routes() {
        var routes = RouterFunctions.route();
        routes.route(
                request -> !isPlain(request),
                _ -> Problem.of(Refusal.REQUEST_INVALID)
                        .answer("The path holds an escape, a parameter, or an empty or dotted segment."));
        reading(routes, SEED_IMAGE, request -> answer(request, RequestHeaders.form(request)));
        reading(routes, LINK, this::open);
        reading(routes, STATUS, status::status);
        reading(routes, SEED_IMAGES, status::list);
        var description = new ApiDescription();
        reading(routes, DESCRIPTION, _ -> description.answer());
        reading(routes, CHECKSUM, request -> answer(request, Form.CHECKSUM));
        // Whether this process answers at all: a store that is away is told to who asks for an image.
        reading(routes, "/healthz", _ -> ServerResponse.noContent().build());
        return routes.route(all(), _ -> Problem.NO_SUCH_PATH.answer("There is nothing at this path."))
                .build();
    }

    private static boolean isPlain(ServerRequest request) {
        return PlainPath.is(request.servletRequest().getRequestURI());
    }

    private static void reading(
            RouterFunctions.Builder routes, String pattern, HandlerFunction<ServerResponse> answer) {
        routes.GET(pattern, answer).HEAD(pattern, answer).route(path(pattern), _ -> ProblemValve.methodNotAllowed());
    }

    private ServerResponse answer(ServerRequest request, Form form) {
        var wanted = read(request, form);
        var decision = Measure.DOWNLOADS.timed(meters, DownloadRoutes::word, () -> download.apply(wanted));
        log(wanted, decision);
        return deliver.answer(decision, wanted.registration());
    }

    /** The link is not logged: whoever has it has the image. */
    private ServerResponse open(ServerRequest request) {
        var form = RequestHeaders.isHead(request) ? Form.HEADERS : Form.BYTES;
        var conditions = RequestHeaders.conditions(request);
        var opened = Measure.DOWNLOADS.timed(
                meters,
                found -> word(found.decision()),
                () -> links.open(request.pathVariable("link"), request.pathVariable("name"), form, conditions));
        var line = LOG.atInfo()
                .addKeyValue("decision", opened.decision().getClass().getSimpleName());
        opened.registration()
                .map(found -> line.addKeyValue("registration", found))
                .orElse(line)
                .log("link decided");
        return deliver.answer(opened.decision(), opened.registration().orElse(NOBODY));
    }

    private DownloadRequest read(ServerRequest request, Form form) {
        var registration = new ResourceRef(request.pathVariable("namespace"), request.pathVariable("registration"));
        return new DownloadRequest(
                registration,
                registration.sibling(request.pathVariable("seedImage")),
                RequestHeaders.token(request),
                RequestHeaders.client(request, clients),
                new ImageRequest(
                        form,
                        request.param("type").orElse(null),
                        request.param("arch").orElse(null),
                        request.param("delivery").orElse(null),
                        request.param("use").orElse(null),
                        RequestHeaders.conditions(request)));
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
