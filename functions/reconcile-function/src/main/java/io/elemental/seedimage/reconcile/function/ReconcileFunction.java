package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.FollowChange;
import io.elemental.seedimage.reconcile.Installation;
import io.elemental.seedimage.reconcile.InstallationTakenException;
import io.elemental.seedimage.reconcile.Outcome;
import io.elemental.seedimage.reconcile.ReconcileSeedImage;
import io.elemental.seedimage.reconcile.Sweep;
import io.elemental.seedimage.rules.ClusterUnavailableException;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.StoreUnavailableException;
import io.elemental.seedimage.serving.FunctionServer;
import io.elemental.seedimage.serving.WebServer;
import io.elemental.seedimage.telemetry.Measure;
import io.elemental.seedimage.telemetry.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/** The reconcile function: its parts, and how they are put together. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(FunctionServer.class)
public class ReconcileFunction {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileFunction.class);
    private static final int BAD_SETTINGS = 2;
    private static final int TAKEN = 1;
    private static final int MAX_CONNECTIONS = 64;

    /** So much of a body that was refused is read all the same, so that its sender hears why. */
    private static final String SWALLOWED = String.valueOf(16 * 1024 * 1024);

    /** Ends with status 2 where a setting is not usable, 1 where the store belongs to another cluster; one sentence. */
    public static void main(String[] args) {
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
        var claim = new Claim(new Installation(ports.store(), ports.clock()), ports.cluster());
        claimNow(claim);
        var context = FunctionServer.start(ReconcileFunction.class, parts -> {
            parts.getBeanFactory().registerSingleton("settings", settings);
            parts.getBeanFactory().registerSingleton("ports", ports);
            parts.getBeanFactory().registerSingleton("claim", claim);
        });
        if (settings.sweepAtStart()) {
            FirstSweep.start(() -> sweep(context.getBean(Sweep.class), claim, ports));
        }
        return context;
    }

    /** While store or cluster do not answer, events are told to come again, which a process that ends could not. */
    private static void claimNow(Claim claim) {
        try {
            claim.require();
        } catch (StoreUnavailableException | ClusterUnavailableException e) {
            LOG.atWarn().addKeyValue("problem", e.getMessage()).log("started without knowing whose the store is");
        }
    }

    private static Outcome sweep(Sweep sweep, Claim claim, Ports ports) {
        return Measure.SWEEPS.timed(ports.meters(), ReconcileFunction::word, () -> {
            claim.require();
            return sweep.slice();
        });
    }

    private static String word(Outcome outcome) {
        return Measure.word(outcome.name());
    }

    /**
     * The event's edge. A function and no consumer, since the broker has to hear whether there is more to do; its
     * answer is never sent back as an event.
     */
    @Bean
    Function<ResourceEvent, Outcome> reconcileSeedImage(
            FollowChange follow, Claim claim, ReconcileFunctionSettings settings, Ports ports) {
        var changeOf = new ChangeOf(settings.builds().namespace());
        return event -> {
            var change = changeOf.read(event);
            LOG.atInfo()
                    .addKeyValue("eventId", event.id())
                    .addKeyValue("change", change.map(Object::toString).orElse("none of ours"))
                    .log("event");
            if (change.isEmpty()) {
                return Outcome.DONE;
            }
            var kind = Measure.word(change.get().getClass().getSimpleName());
            return Measure.EVENTS.timed(
                    ports.meters(),
                    ReconcileFunction::word,
                    () -> {
                        claim.require();
                        return follow.follow(change.get());
                    },
                    "kind",
                    kind);
        };
    }

    @Bean(destroyMethod = "close")
    MeterRegistry meters(Ports ports) {
        return ports.meters();
    }

    @Bean
    ReconcileSeedImage reconcile(ReconcileFunctionSettings settings, Ports ports) {
        return new ReconcileSeedImage(
                ports.seedImages(),
                ports.registrations(),
                ports.builds(),
                ports.store(),
                ports.uploads(),
                ports.links(),
                settings.reconcile(),
                ports.clock());
    }

    @Bean
    FollowChange followChange(ReconcileSeedImage reconcile, ReconcileFunctionSettings settings, Ports ports) {
        return new FollowChange(reconcile, ports.seedImages(), ports.builds(), settings.reconcile(), ports.clock());
    }

    @Bean
    Sweep sweep(ReconcileSeedImage reconcile, ReconcileFunctionSettings settings, Ports ports) {
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

    @Bean
    RouterFunctionMapping eventRoutes(FunctionCatalog functions, Sweep sweep, Claim claim, Ports ports) {
        Function<ResourceEvent, Outcome> reconcile = functions.lookup("reconcileSeedImage");
        return FunctionServer.mapping(
                new EventRoutes(reconcile, () -> sweep(sweep, claim, ports), ports.meters()).routes());
    }

    @Bean
    HandlerExceptionResolver failures() {
        return new Failures();
    }

    @Bean
    TomcatServletWebServerFactory webServer(ReconcileFunctionSettings settings) {
        var factory = WebServer.factory(settings.listenAt(), MAX_CONNECTIONS, SilentValve::new);
        factory.addConnectorCustomizers(connector -> connector.setProperty("maxSwallowSize", SWALLOWED));
        return factory;
    }
}
