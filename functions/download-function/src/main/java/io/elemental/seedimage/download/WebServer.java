package io.elemental.seedimage.download;

import io.elemental.seedimage.telemetry.RequestId;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;

/** Tomcat, set up for few large answers. */
final class WebServer {

    // Together with the buffers below this bounds the memory that connections can take.
    private static final int MAX_CONNECTIONS = 512;
    // Tokens of up to 8 KiB are read, and larger ones are to be refused by us.
    private static final int MAX_REQUEST_HEADERS = 32 * 1024;

    private WebServer() {}

    static TomcatServletWebServerFactory factory(DownloadSettings settings) {
        var factory = new TomcatServletWebServerFactory(settings.port());
        var address = settings.address();
        if (address != null) {
            factory.setAddress(address);
        }
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.setDisableMBeanRegistry(true);
        factory.addConnectorCustomizers(connector -> customize(connector, settings.writeTimeout()));
        factory.addContextCustomizers(WebServer::tellProblems);
        return factory;
    }

    private static void customize(Connector connector, Duration writeTimeout) {
        var protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
        protocol.setExecutor(new VirtualThreadExecutor("request-"));
        protocol.setMaxConnections(MAX_CONNECTIONS);
        // For Tomcat this is the limit of every blocking write, too: what drops a client that stops reading.
        protocol.setConnectionTimeout((int) writeTimeout.toMillis());
        connector.setProperty("maxHttpRequestHeaderSize", String.valueOf(MAX_REQUEST_HEADERS));
        // Who reads an image in thousands of ranges shall not have to connect again and again.
        connector.setProperty("maxKeepAliveRequests", "-1");
        // Tomcat cuts what is written into pieces of this size, 8 KiB if it is not told.
        connector.setProperty("socket.appWriteBufSize", String.valueOf(StreamedAnswer.BUFFER_SIZE));
    }

    private static void tellProblems(Context context) {
        var host = (StandardHost) context.getParent();
        host.setErrorReportValveClass(ProblemValve.class.getName());
        host.getPipeline().addValve(new RequestId());
        host.getPipeline().addValve(new ProblemValve());
    }
}
