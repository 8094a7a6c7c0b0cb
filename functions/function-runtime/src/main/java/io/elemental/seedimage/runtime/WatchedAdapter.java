package io.elemental.seedimage.runtime;

import java.time.Duration;
import java.util.function.Predicate;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Tomcat's adapter from a complete head to an answer. Reports when it begins and ends. */
final class WatchedAdapter implements Adapter {

    private final Adapter tomcat;
    private final Phases<SocketWrapperBase<NioChannel>> phases;
    private final Predicate<Duration> last;

    /** @param last whether a connection of this age is answered for the last time */
    WatchedAdapter(Adapter tomcat, Phases<SocketWrapperBase<NioChannel>> phases, Predicate<Duration> last) {
        this.tomcat = tomcat;
        this.phases = phases;
        this.last = last;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        var connection = WatchedHandler.CURRENT.get();
        phases.busy(connection);
        if (last.test(phases.age(connection))) {
            response.getMimeHeaders().setValue("Connection").setString("close");
        }
        try {
            tomcat.service(request, response);
        } finally {
            phases.answered(connection);
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return tomcat.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        return tomcat.asyncDispatch(request, response, event);
    }

    @Override
    public void log(Request request, Response response, long time) {
        tomcat.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        tomcat.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return tomcat.getDomain();
    }
}
