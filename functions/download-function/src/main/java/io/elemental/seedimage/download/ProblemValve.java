package io.elemental.seedimage.download;

import io.elemental.seedimage.download.answers.HttpAnswer;
import io.elemental.seedimage.download.answers.Problem;
import io.elemental.seedimage.download.cors.CorsValve;
import io.elemental.seedimage.rules.download.Refusal;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Tells in our words what Tomcat refuses before anything of ours is asked. Whose fault it is stays as Tomcat says: a
 * client that hears {@code 400} does not try again.
 */
final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        CorsValve.tell(request, response);
        try {
            answer(response.getStatus()).writeTo(response);
            response.finishResponse();
        } catch (IOException e) {
            container.getLogger().debug("the client is gone", e);
        }
    }

    static HttpAnswer answer(int status) {
        return switch (status) {
            case 404 -> Problem.NO_SUCH_PATH.answer("There is nothing at this path.");
            case 405 -> methodNotAllowed();
            case 501 -> Problem.NOT_IMPLEMENTED.answer("The request asks for something that is not implemented here.");
            case 503 -> Problem.UNAVAILABLE.answer("This process begins or ends; try again later.");
            case 505 -> Problem.HTTP_VERSION.answer("Requests in HTTP/1.1 are answered here.");
            default ->
                status >= 500
                        ? Problem.INTERNAL.answer("Something went wrong here.")
                        : Problem.of(Refusal.REQUEST_INVALID).answer("The request is not understood.");
        };
    }

    /** Also of TRACE, of which the server says that it allows nearly everything else. */
    static HttpAnswer methodNotAllowed() {
        var allow = new HttpHeaders();
        allow.set(HttpHeaders.ALLOW, "GET, HEAD");
        return Problem.METHOD_NOT_ALLOWED.answer("Only GET and HEAD are answered here.", allow);
    }
}
