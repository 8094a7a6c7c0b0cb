package io.elemental.seedimage.download.cors;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Tells browsers that a page of an allowed origin may read an answer, whatever it is, and answers what they ask before
 * they send a request (preflight): without a token, and before anything else is looked at. In front of all routes.
 */
public final class CorsValve extends ValveBase {

    private static final String ALLOWED = CorsValve.class.getName();
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String REQUEST_HEADERS =
            "Registration-Authorization, Range, If-Range, If-None-Match, If-Match,"
                    + " If-Modified-Since, If-Unmodified-Since, Accept";
    private static final String EXPOSED = "Content-Disposition, Content-Length, Content-Range, Accept-Ranges, ETag,"
            + " Last-Modified, Repr-Digest, Retry-After, Location, X-Request-Id";
    private static final String REMEMBERED_SECONDS = "600";

    private final AllowedOrigins origins;

    public CorsValve(AllowedOrigins origins) {
        super(true);
        this.origins = origins;
    }

    /** Writes what an allowed origin is told. Called again after the answer was reset. */
    public static void tell(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ALLOWED) instanceof String origin) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var origin = request.getHeader("Origin");
        var allowed = origins.allows(origin);
        if (allowed) {
            request.setAttribute(ALLOWED, origin);
            tell(request, response);
        }
        if (isPreflight(request)) { // the routes must not see it: Spring looks for routes of another method then
            answer(response, allowed);
        } else {
            getNext().invoke(request, response);
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod()) // null where the request line cannot be read
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Other origins get the answer that allows nothing. */
    private static void answer(HttpServletResponse response, boolean allowed) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Vary", "Origin");
        if (allowed) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
            response.setHeader("Access-Control-Max-Age", REMEMBERED_SECONDS);
        }
    }
}
