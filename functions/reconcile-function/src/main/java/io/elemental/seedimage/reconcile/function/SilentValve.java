package io.elemental.seedimage.reconcile.function;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * No page for what Tomcat refuses before anything of ours is asked: the status says it. And whoever was answered before
 * the end of what he sends is not listened to any longer.
 */
final class SilentValve extends ErrorReportValve {

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (!request.isFinished()) {
            if (response.getStatus() < 400) { // or it would become another
                response.flushBuffer();
            }
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        // nothing
    }
}
