package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.telemetry.RequestId;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;

/** Tomcat, set up for one small request after the other. */
final class WebServer {

    private static final int MAX_CONNECTIONS = 64;

    /** So much of a body that was refused is read all the same, so that its sender hears why. */
    private static final String SWALLOWED = String.valueOf(16 * 1024 * 1024);

    private WebServer() {}

    static TomcatServletWebServerFactory factory(ReconcileFunctionSettings settings) {
        var factory = new TomcatServletWebServerFactory(settings.port());
        var address = settings.address();
        if (address != null) {
            factory.setAddress(address);
        }
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.setDisableMBeanRegistry(true);
        factory.addConnectorCustomizers(WebServer::customize);
        factory.addContextCustomizers(WebServer::withoutPages);
        return factory;
    }

    private static void customize(Connector connector) {
        var protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
        protocol.setExecutor(new VirtualThreadExecutor("request-"));
        protocol.setMaxConnections(MAX_CONNECTIONS);
        connector.setProperty("maxSwallowSize", SWALLOWED);
    }

    /** What Tomcat itself refuses has no body either. */
    private static void withoutPages(Context context) {
        var host = (StandardHost) context.getParent();
        host.setErrorReportValveClass(SilentValve.class.getName());
        host.getPipeline().addValve(new RequestId());
        host.getPipeline().addValve(new SilentValve());
    }
}
