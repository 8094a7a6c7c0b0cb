package io.elemental.seedimage.runtime;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Tomcat's HTTP/1.1 with a watch on how long connections hold their places. Tomcat creates it by name. */
public final class WatchedProtocol extends Http11NioProtocol {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final Phases<SocketWrapperBase<NioChannel>> phases = new Phases<>(System::nanoTime);
    private ConnectionRules rules = ConnectionRules.of(Integer.MAX_VALUE, Duration.ofMinutes(1));
    private @Nullable ScheduledFuture<?> watching;

    public WatchedProtocol() {
        getEndpoint().setHandler(new WatchedHandler(getHandler(), phases));
    }

    void follow(ConnectionRules connectionRules) {
        rules = connectionRules;
        setMaxConnections(rules.most());
        // For Tomcat this is the limit of every read and of every blocking write.
        setConnectionTimeout(Math.toIntExact(rules.unreadFor().toMillis()));
        setKeepAliveTimeout(Math.toIntExact(rules.idleFor().toMillis()));
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new WatchedAdapter(
                adapter,
                phases,
                age -> rules.isLast(age, rules.isFull(getEndpoint().getConnectionCount()))));
    }

    @Override
    public void start() throws Exception {
        super.start();
        var watch = new ConnectionWatch(getEndpoint(), phases, rules);
        watching = getUtilityExecutor()
                .scheduleWithFixedDelay(watch::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watching != null) {
            watching.cancel(false);
        }
        super.stop();
    }
}
