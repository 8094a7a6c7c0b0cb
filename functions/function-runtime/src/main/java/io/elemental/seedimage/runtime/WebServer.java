package io.elemental.seedimage.runtime;

import java.util.function.Supplier;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;

/** Configures Tomcat for functions: running requests end before the process, and each request has an id. */
public final class WebServer {

    /** How many connections wait in the operating system for a place. A rejected client would lose seconds. */
    private static final int WAITING_CONNECTIONS = 1024;

    private WebServer() {}

    /**
     * The factory of one server.
     *
     * @param rules limit the memory and time of connections
     * @param refusals answers requests that Tomcat refuses before they reach our code
     */
    public static TomcatServletWebServerFactory factory(
            ListenAt where, ConnectionRules rules, Supplier<? extends ErrorReportValve> refusals) {
        var factory = new TomcatServletWebServerFactory(where.port());
        var address = where.address();
        if (address != null) {
            factory.setAddress(address);
        }
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.setDisableMBeanRegistry(true);
        factory.setProtocol(WatchedProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> customize(connector, rules));
        factory.addContextCustomizers(context -> customize(context, refusals.get()));
        return factory;
    }

    private static void customize(Connector connector, ConnectionRules rules) {
        var protocol = (WatchedProtocol) connector.getProtocolHandler();
        protocol.setExecutor(new VirtualThreadExecutor("request-"));
        protocol.setAcceptCount(WAITING_CONNECTIONS);
        // 100 Continue is sent only when somebody reads the body.
        protocol.setContinueResponseTiming("onRead");
        protocol.follow(rules);
    }

    private static void customize(Context context, ErrorReportValve refusals) {
        var host = (StandardHost) context.getParent();
        host.setErrorReportValveClass(refusals.getClass().getName());
        host.getPipeline().addValve(new RequestId());
        host.getPipeline().addValve(new UnreadBody());
        host.getPipeline().addValve(refusals);
    }
}
