package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.InstallationTakenException;
import io.elemental.seedimage.reconcile.function.Envelopes.RefusedException;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.runtime.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Turns exceptions into answers: refusals, outages and bugs. */
final class Failures implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (response.isCommitted()) { // by Tomcat, which answers 408 itself when a body does not arrive
            return exception instanceof RefusedException ? new ModelAndView() : null;
        }
        response.reset();
        RequestId.tell(response);
        try {
            answer(response, exception);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    private static void answer(HttpServletResponse response, Exception exception) throws IOException {
        switch (exception) {
            case RefusedException e -> refuse(response, e);
            case StoreUnavailableException e -> again(response, "store unavailable", e);
            case ClusterUnavailableException e -> again(response, "cluster unavailable", e);
            case InstallationTakenException e -> again(response, "installation taken", e);
            default -> {
                var id = UUID.randomUUID();
                LOG.atError().setCause(exception).addKeyValue("errorId", id).log("request failed");
                response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
            }
        }
    }

    private static void refuse(HttpServletResponse response, RefusedException e) throws IOException {
        response.setStatus(e.status().value());
        response.setContentType("text/plain");
        response.getOutputStream().write((e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    // Without a stack trace: the message says it all, and an outage logs many of these.
    private static void again(HttpServletResponse response, String what, Exception e) {
        LOG.atWarn().addKeyValue("problem", e.getMessage()).log(what);
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader("Retry-After", "1");
    }
}
