package io.elemental.seedimage.download;

import io.elemental.seedimage.download.clients.Clients;
import io.elemental.seedimage.download.clients.RefusedTokens;
import io.elemental.seedimage.download.cors.CorsValve;
import io.elemental.seedimage.download.links.LinkSettings;
import io.elemental.seedimage.download.links.LinkUrls;
import io.elemental.seedimage.download.links.OpenLink;
import io.elemental.seedimage.download.status.DescribeSeedImages;
import io.elemental.seedimage.format.StoredBases;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.format.StoredImages;
import io.elemental.seedimage.registration.token.CheckToken;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.catalog.Catalog;
import io.elemental.seedimage.rules.download.DecideDownload;
import io.elemental.seedimage.rules.download.DecideLinked;
import io.elemental.seedimage.rules.download.DownloadDecision;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.PresignedLinks;
import io.elemental.seedimage.runtime.ConnectionRules;
import io.elemental.seedimage.runtime.FunctionServer;
import io.elemental.seedimage.runtime.WebServer;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.telemetry.MeteredStore;
import io.elemental.seedimage.telemetry.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The download function: its parts, and how they are put together. */
public final class DownloadFunction {

    /** What the function works with that others bring. */
    record Ports(ObjectStore store, PresignedLinks links, InstantSource clock, MeterRegistry meters) {}

    /** The name of {@link ValidateToken#check} in the function catalog. */
    static final String VALIDATE_TOKEN = "validateToken";

    /** The name of {@link DecideFromCatalog#decide} in the function catalog. */
    static final String DECIDE_DOWNLOAD = "decideDownload";

    /** Both, one after the other: {@link DownloadRoutes} calls this for each request. */
    static final String DOWNLOAD = VALIDATE_TOKEN + "|" + DECIDE_DOWNLOAD;

    private static final int BAD_SETTINGS = 2;
    private static final long CATALOG_MEMORY = 4L * 1024 * 1024;
    private static final long IMAGES_MEMORY = 16L * 1024 * 1024;

    /** Overlays and manifests never change under their keys; they are asked for again in case one was removed. */
    private static final Duration IMAGES_CACHE_FOR = Duration.ofMinutes(10);

    private DownloadFunction() {}

    /** Ends with status 2 and one sentence where a setting is not usable. */
    public static void main(String[] args) {
        DownloadSettings settings;
        MeterRegistry meters;
        try {
            settings = DownloadSettings.fromEnvironment(System.getenv());
            meters = Telemetry.open("seedimage-download", System.getenv());
        } catch (InvalidInputException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_SETTINGS);
            return;
        }
        var store = S3Store.open(settings.store());
        WarmUp.start(store.objects(), store.links());
        var _ = start(
                settings,
                new Ports(new MeteredStore(store.objects(), meters), store.links(), InstantSource.system(), meters));
        Telemetry.answers(meters);
    }

    static ServletWebServerApplicationContext start(DownloadSettings settings, Ports ports) {
        var recent = new RecentDocuments(ports.store(), settings.cacheFor(), CATALOG_MEMORY, ports.clock());
        Catalog catalog = new StoredCatalog(recent);
        var checkToken = new CheckToken(settings.tokens());
        var refused = new RefusedTokens(settings.refusals().aMinute());
        var validateToken = new ValidateToken(checkToken, refused, catalog, ports.clock());
        var decideDownload = new DecideFromCatalog(new DecideDownload(settings.links()), catalog, ports.clock());
        var places = new StreamPlaces(settings.streams());
        var images = new RecentDocuments(ports.store(), IMAGES_CACHE_FOR, IMAGES_MEMORY, ports.clock());
        var openLink = new OpenLink(
                settings.ours().map(LinkSettings::keys),
                checkToken,
                catalog,
                new StoredImages(images),
                new DecideLinked(settings.links()),
                ports.clock());
        var deliverImage = new DeliverImage(
                new ImageBytes(images), new LinkUrls(ports.links(), settings.ours()), places, ports.meters());
        var clients = new Clients(settings.refusals().trustedHops());
        var status = new StatusRoutes(validateToken, clients, new DescribeSeedImages(catalog, new StoredBases(recent)));
        return FunctionServer.start(
                DownloadFunction.class,
                server -> server.function(
                                VALIDATE_TOKEN, DownloadRequest.class, CheckedRequest.class, validateToken::check)
                        .function(DECIDE_DOWNLOAD, CheckedRequest.class, DownloadDecision.class, decideDownload::decide)
                        .routes(functions -> new DownloadRoutes(
                                        functions.lookup(DOWNLOAD),
                                        openLink,
                                        status,
                                        deliverImage,
                                        clients,
                                        ports.meters())
                                .routes())
                        .exceptions(new Problems())
                        .webServer(webServer(settings, places))
                        .atEnd(ports.meters()::close));
    }

    private static TomcatServletWebServerFactory webServer(DownloadSettings settings, StreamPlaces places) {
        var rules = new ConnectionRules(
                DownloadSettings.MAX_CONNECTIONS,
                settings.listenAt().headWithin(),
                settings.writeTimeout(),
                settings.writeTimeout(),
                places::areRare);
        var factory = WebServer.factory(settings.listenAt(), rules, ProblemValve::new);
        factory.addConnectorCustomizers(new StreamingConnector());
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new CorsValve(settings.origins())));
        return factory;
    }
}
