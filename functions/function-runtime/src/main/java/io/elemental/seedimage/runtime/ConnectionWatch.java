package io.elemental.seedimage.runtime;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all connections, and ends those that hold their places for too long. Tomcat alone counts from the last byte,
 * so a client that sends single bytes would keep its place for ever.
 */
final class ConnectionWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);

    private final AbstractEndpoint<NioChannel, ?> tomcat;
    private final Phases<SocketWrapperBase<NioChannel>> phases;
    private final ConnectionRules rules;

    ConnectionWatch(
            AbstractEndpoint<NioChannel, ?> tomcat,
            Phases<SocketWrapperBase<NioChannel>> phases,
            ConnectionRules rules) {
        this.tomcat = tomcat;
        this.phases = phases;
        this.rules = rules;
    }

    void look() {
        try {
            var isFull = rules.isFull(tomcat.getConnectionCount());
            var open = tomcat.getConnections();
            phases.keep(open);
            for (var connection : open) {
                look(connection, isFull);
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("connections are not watched this time");
        }
    }

    private void look(SocketWrapperBase<NioChannel> connection, boolean isFull) {
        var since = phases.of(connection);
        var limit = rules.limit(since.phase(), isFull);
        if (since.phase() == Phase.BUSY) {
            if (connection instanceof NioSocketWrapper writing
                    && unreadFor(writing).compareTo(limit) > 0) {
                endWriting(connection);
            }
        } else if (System.nanoTime() - since.nanos() > limit.toNanos()) {
            endReading(connection);
        }
    }

    /** How long the connection has waited for its client to read. Zero while it does not wait. */
    private static Duration unreadFor(NioSocketWrapper connection) {
        return connection.interestOpsHas(SelectionKey.OP_WRITE)
                ? Duration.ofMillis(System.currentTimeMillis() - connection.getLastWrite())
                : Duration.ZERO;
    }

    /** Wakes the writer. It fails, and cleans up as if the client were gone. */
    private static void endWriting(SocketWrapperBase<NioChannel> connection) {
        try {
            connection.getSocket().getIOChannel().shutdownOutput();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("ended by itself");
        }
    }

    /** Ends the input: a reader of the rest of a body meets its end. Without a reader, the connection is closed. */
    private static void endReading(SocketWrapperBase<NioChannel> connection) {
        if (!connection.getLock().tryLock()) {
            try {
                connection.getSocket().getIOChannel().shutdownInput();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("ended by itself");
            }
            return;
        }
        try {
            connection.close();
        } finally {
            connection.getLock().unlock();
        }
    }
}
