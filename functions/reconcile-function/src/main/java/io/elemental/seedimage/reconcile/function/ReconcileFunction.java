package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.Change;
import io.elemental.seedimage.reconcile.FollowChange;
import io.elemental.seedimage.reconcile.Installation;
import io.elemental.seedimage.reconcile.InstallationTakenException;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.common.KnownStore;
import io.elemental.seedimage.reconcile.common.Outcome;
import io.elemental.seedimage.reconcile.sweep.Sweep;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.runtime.ConnectionRules;
import io.elemental.seedimage.runtime.FunctionServer;
import io.elemental.seedimage.runtime.WebServer;
import io.elemental.seedimage.telemetry.Measure;
import io.elemental.seedimage.telemetry.Telemetry;
import java.util.List;
import java.util.UUID;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Starts the reconcile function and puts its parts together. */
public final class ReconcileFunction {

    /**
     * The name of {@link ReconcileOnEvent#follow} in the function catalog: {@link EventRoutes} calls it for each event.
     */
    static final String RECONCILE_SEED_IMAGE = "reconcileSeedImage";

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileFunction.class);
    private static final int BAD_SETTINGS = 2;
    private static final int TAKEN = 1;
    private static final int MAX_CONNECTIONS = 256;

    /** Fewer than connections: further events are answered with 503. */
    private static final int EVENTS_AT_ONCE = 128;

    private ReconcileFunction() {}

    /**
     * Ends with one sentence: with status 2 where a setting is invalid, with 1 where the store belongs to another
     * cluster. With the argument {@value StoreCheck#NAME}, it is that program.
     */
    public static void main(String[] args) {
        var arguments = List.of(args);
        if (!arguments.isEmpty() && arguments.getFirst().equals(StoreCheck.NAME)) {
            var check = new StoreCheck(System.out, System.err);
            System.exit(check.run(arguments.subList(1, arguments.size()), System.getenv()));
        }
        try {
            var settings = ReconcileFunctionSettings.fromEnvironment(System.getenv());
            var meters = Telemetry.open("seedimage-reconcile", System.getenv());
            var _ = start(settings, RealPorts.open(settings, meters));
            Telemetry.answers(meters);
        } catch (InvalidInputException e) {
            end(BAD_SETTINGS, e);
        } catch (InstallationTakenException e) {
            end(TAKEN, e);
        }
    }

    private static void end(int status, Exception e) {
        System.err.println(e.getMessage());
        System.exit(status);
    }

    static ServletWebServerApplicationContext start(ReconcileFunctionSettings settings, Ports ports) {
        var store = new KnownStore(ports.trial(), settings.storeCheckAfter(), ports.clock());
        var claim = new Claim(
                new Installation(ports.store(), store, settings.adopt(), ports.clock()),
                ports.cluster(),
                ports.operator());
        claimNow(claim);
        var reconcile = reconcile(settings, ports, store);
        var follow =
                new FollowChange(reconcile, ports.seedImages(), ports.builds(), settings.reconcile(), ports.clock());
        var reconcileSeedImage = new ReconcileOnEvent(
                new ChangeOf(settings.builds().namespace()),
                claim,
                follow,
                new SharedWork<>(EVENTS_AT_ONCE, Change::tenant),
                ports.meters());
        var sweep = new ClaimedSweep(claim, sweep(reconcile, settings, ports), ports.meters());
        var senders = new Senders(settings.senders().subjects(), ports.tokens(), ports.clock());
        var context = FunctionServer.start(
                ReconcileFunction.class,
                server -> server.function(
                                RECONCILE_SEED_IMAGE, ResourceEvent.class, Outcome.class, reconcileSeedImage::follow)
                        .routes(functions -> new EventRoutes(
                                        functions.lookup(RECONCILE_SEED_IMAGE), sweep::slice, senders, ports.meters())
                                .routes())
                        .exceptions(new Failures())
                        .webServer(webServer(settings))
                        .atEnd(ports.meters()::close));
        if (settings.sweepAtStart()) {
            FirstSweep.start(sweep::slice);
        }
        return context;
    }

    /** Claims the store. While store or cluster do not answer, the process stays and answers events with 503. */
    private static void claimNow(Claim claim) {
        try {
            var _ = claim.require();
        } catch (StoreUnavailableException | ClusterUnavailableException e) {
            LOG.atWarn()
                    .addKeyValue("problem", e.getMessage())
                    .log("started without knowing which cluster owns the store");
        }
    }

    private static ReconcileSeedImage reconcile(ReconcileFunctionSettings settings, Ports ports, KnownStore store) {
        return new ReconcileSeedImage(
                ports.seedImages(),
                ports.registrations(),
                ports.builds(),
                ports.store(),
                ports.uploads(),
                ports.granting(),
                settings.reconcile(),
                ports.clock(),
                store,
                problem -> Measure.OWN_FAILURES.count(
                        ports.meters(), 1, "problem", Measure.word(problem.replaceFirst("(Exception|Error)$", ""))));
    }

    private static Sweep sweep(ReconcileSeedImage reconcile, ReconcileFunctionSettings settings, Ports ports) {
        return new Sweep(
                reconcile,
                ports.seedImages(),
                ports.builds(),
                ports.store(),
                ports.uploads(),
                settings.reconcile(),
                settings.sweep(),
                "reconcile-" + UUID.randomUUID(),
                ports.clock());
    }

    private static TomcatServletWebServerFactory webServer(ReconcileFunctionSettings settings) {
        var where = settings.listenAt();
        var factory =
                WebServer.factory(where, ConnectionRules.of(MAX_CONNECTIONS, where.headWithin()), SilentValve::new);
        factory.addConnectorCustomizers(ReconcileFunction::letGoOfTheSlow);
        return factory;
    }

    private static void letGoOfTheSlow(Connector connector) {
        var protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        protocol.setMaxSwallowSize(0);
        protocol.setDisableUploadTimeout(false);
        protocol.setConnectionUploadTimeout((int) EventBody.SILENCE_LIMIT.toMillis());
    }
}
