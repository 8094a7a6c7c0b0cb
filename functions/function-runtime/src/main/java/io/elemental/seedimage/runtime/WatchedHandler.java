package io.elemental.seedimage.runtime;

import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Tomcat's handler of connections. Reports the phase of each. */
final class WatchedHandler implements Handler<NioChannel> {

    /** The connection whose request this thread answers. */
    static final ScopedValue<SocketWrapperBase<NioChannel>> CURRENT = ScopedValue.newInstance();

    private final Handler<NioChannel> tomcat;
    private final Phases<SocketWrapperBase<NioChannel>> phases;

    WatchedHandler(Handler<NioChannel> tomcat, Phases<SocketWrapperBase<NioChannel>> phases) {
        this.tomcat = tomcat;
        this.phases = phases;
    }

    @Override
    public SocketState process(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
        var _ = phases.of(connection);
        var state = ScopedValue.where(CURRENT, connection).call(() -> tomcat.process(connection, event));
        if (state == SocketState.LONG) {
            phases.begun(connection);
        }
        return state;
    }

    @Override
    public void release(SocketWrapperBase<NioChannel> connection) {
        phases.ended(connection);
        tomcat.release(connection);
    }

    @Override
    public Object getGlobal() {
        return tomcat.getGlobal();
    }

    @Override
    public void pause() {
        tomcat.pause();
    }

    @Override
    public void recycle() {
        tomcat.recycle();
    }
}
