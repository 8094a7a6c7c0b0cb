package io.elemental.seedimage.download;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/** Sets Tomcat up for few large answers, and for requests without bodies. */
final class StreamingConnector implements TomcatConnectorCustomizer {

    // Tokens of up to 8 KiB are read, and larger ones are to be refused by us.
    private static final int MAX_REQUEST_HEADERS = 32 * 1024;

    // Who reads an image in thousands of ranges shall not have to connect again and again, and nobody stays for ever.
    private static final int MOST_REQUESTS = 1000;

    @Override
    public void customize(Connector connector) {
        connector.setProperty("maxHttpRequestHeaderSize", String.valueOf(MAX_REQUEST_HEADERS));
        connector.setProperty("maxSwallowSize", "0");
        connector.setProperty("maxKeepAliveRequests", String.valueOf(MOST_REQUESTS));
        // Tomcat cuts what is written into pieces of this size, 8 KiB if it is not told.
        connector.setProperty("socket.appWriteBufSize", String.valueOf(StreamedAnswer.BUFFER_SIZE));
    }
}
