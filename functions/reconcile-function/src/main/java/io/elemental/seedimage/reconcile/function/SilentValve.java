package io.elemental.seedimage.reconcile.function;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Sends no page for requests that Tomcat refuses before they reach our code. The status says enough. */
final class SilentValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        // nothing
    }
}
