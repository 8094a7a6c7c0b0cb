package io.elemental.seedimage.serving;

import java.util.function.Supplier;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;

/** Tomcat, as all functions want it: requests end before the process does, and each has an id. */
public final class WebServer {

    private WebServer() {}

    /**
     * For one server.
     *
     * @param maxConnections bounds the memory that connections can take
     * @param refusals tells what Tomcat refuses before anything of ours is asked
     */
    public static TomcatServletWebServerFactory factory(
            ListenAt where, int maxConnections, Supplier<? extends ErrorReportValve> refusals) {
        var factory = new TomcatServletWebServerFactory(where.port());
        var address = where.address();
        if (address != null) {
            factory.setAddress(address);
        }
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.setDisableMBeanRegistry(true);
        factory.addConnectorCustomizers(connector -> customize(connector, maxConnections));
        factory.addContextCustomizers(context -> customize(context, refusals.get()));
        return factory;
    }

    private static void customize(Connector connector, int maxConnections) {
        var protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
        protocol.setExecutor(new VirtualThreadExecutor("request-"));
        protocol.setMaxConnections(maxConnections);
    }

    private static void customize(Context context, ErrorReportValve refusals) {
        var host = (StandardHost) context.getParent();
        host.setErrorReportValveClass(refusals.getClass().getName());
        host.getPipeline().addValve(new RequestId());
        host.getPipeline().addValve(refusals);
    }
}
