package io.elemental.seedimage.reconcile.function;

import static org.springframework.web.servlet.function.RequestPredicates.all;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import io.cloudevents.CloudEvent;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.function.Envelopes.RefusedException;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.OneLine;
import io.elemental.seedimage.telemetry.Measure;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Maps HTTP to events, and outcomes to the statuses that a broker understands: 204 is done, 503 asks for another
 * delivery, 4xx does not. No answer has a body or a header that looks like an event.
 */
final class EventRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String TICK = "dev.knative.sources.ping";

    private final Function<ResourceEvent, Outcome> reconcile;
    private final Supplier<Outcome> sweep;
    private final Senders senders;
    private final MeterRegistry meters;

    /**
     * From the parts that answer.
     *
     * @param reconcile {@link ReconcileFunction#RECONCILE_SEED_IMAGE}: {@link ReconcileOnEvent}
     * @param sweep {@link ClaimedSweep}
     */
    EventRoutes(
            Function<ResourceEvent, Outcome> reconcile,
            Supplier<Outcome> sweep,
            Senders senders,
            MeterRegistry meters) {
        this.reconcile = reconcile;
        this.sweep = sweep;
        this.senders = senders;
        this.meters = meters;
    }

    RouterFunction<ServerResponse> routes() {
        var routes = RouterFunctions.route();
        taking(routes, "/reconcile", request -> answer(reconcile(event(request))));
        taking(routes, "/sweep", request -> answer(sweep(event(request))));
        taking(routes, "/deadletter", request -> {
            tell(event(request));
            return answer(Outcome.DONE);
        });
        return routes.GET("/healthz", _ -> answer(Outcome.DONE))
                .route(all(), _ -> ServerResponse.notFound().build())
                .build();
    }

    private static void taking(RouterFunctions.Builder routes, String path, HandlerFunction<ServerResponse> answer) {
        routes.POST(path, answer)
                .route(
                        path(path),
                        _ -> ServerResponse.status(HttpStatus.METHOD_NOT_ALLOWED)
                                .header(HttpHeaders.ALLOW, "POST")
                                .build());
    }

    private CloudEvent event(ServerRequest request) {
        senders.require(request.servletRequest());
        return Envelopes.read(request.servletRequest());
    }

    private Outcome reconcile(CloudEvent event) {
        try {
            return reconcile.apply(Envelopes.resource(event));
        } catch (InvalidInputException e) {
            throw new RefusedException(e);
        }
    }

    private Outcome sweep(CloudEvent event) {
        return event.getType().equals(TICK) ? sweep.get() : Outcome.DONE;
    }

    private void tell(CloudEvent event) {
        Measure.DEAD_LETTERS.count(meters, 1);
        LOG.atWarn()
                .addKeyValue("eventType", OneLine.of(event.getType()))
                .addKeyValue("subject", OneLine.of(event.getSubject()))
                .addKeyValue("destination", OneLine.of(Envelopes.extension(event, "knativeerrordest")))
                .addKeyValue("code", OneLine.of(Envelopes.extension(event, "knativeerrorcode")))
                .log("an event could not be delivered");
    }

    private static ServerResponse answer(Outcome outcome) {
        return switch (outcome) {
            case DONE -> ServerResponse.noContent().build();
            case LEFT_OVER -> again();
        };
    }

    /** Asks the broker for another delivery. */
    static ServerResponse again() {
        return ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
