package io.elemental.seedimage.download;

import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/**
 * Sets Tomcat up for few large answers.
 *
 * @param writeTimeout how long a client may leave a buffer of bytes unread
 */
record LargeAnswers(Duration writeTimeout) implements TomcatConnectorCustomizer {

    // Tokens of up to 8 KiB are read, and larger ones are to be refused by us.
    private static final int MAX_REQUEST_HEADERS = 32 * 1024;

    @Override
    public void customize(Connector connector) {
        // For Tomcat this is the limit of every blocking write, too: what drops a client that stops reading.
        ((AbstractProtocol<?>) connector.getProtocolHandler()).setConnectionTimeout((int) writeTimeout.toMillis());
        connector.setProperty("maxHttpRequestHeaderSize", String.valueOf(MAX_REQUEST_HEADERS));
        // Who reads an image in thousands of ranges shall not have to connect again and again.
        connector.setProperty("maxKeepAliveRequests", "-1");
        // Tomcat cuts what is written into pieces of this size, 8 KiB if it is not told.
        connector.setProperty("socket.appWriteBufSize", String.valueOf(StreamedAnswer.BUFFER_SIZE));
    }
}
