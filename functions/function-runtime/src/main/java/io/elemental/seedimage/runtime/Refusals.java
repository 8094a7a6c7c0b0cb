package io.elemental.seedimage.runtime;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Who is refused, or only asks whether somebody answers, is served on a new connection the next time: nobody keeps a
 * place by requests that cost nothing and open nothing.
 */
final class Refusals extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final String PROBE = "/healthz";
    private static final int LEAST_REFUSAL = 400;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (PROBE.equals(request.getRequestURI())) {
            end(response);
        }
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void setStatus(int status) {
                if (status >= LEAST_REFUSAL) {
                    end(response);
                }
                super.setStatus(status);
            }
        });
    }

    private static void end(HttpServletResponse response) {
        response.setHeader("Connection", "close");
    }
}
