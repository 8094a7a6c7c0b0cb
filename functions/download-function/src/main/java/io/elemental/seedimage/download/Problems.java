package io.elemental.seedimage.download;

import io.elemental.seedimage.download.answers.HttpAnswer;
import io.elemental.seedimage.download.answers.Problem;
import io.elemental.seedimage.download.cors.CorsValve;
import io.elemental.seedimage.format.UnreadableDocumentException;
import io.elemental.seedimage.overlay.BaseEndedEarlyException;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.download.Refusal;
import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.runtime.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** The one place where exceptions become answers: bad input, outages, and bugs. */
final class Problems implements HandlerExceptionResolver {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Leaves alone what happens when the status is out already. */
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (response.isCommitted()) {
            return null;
        }
        response.reset();
        RequestId.tell(response);
        CorsValve.tell(request, response);
        try {
            answer(exception).writeTo(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    static HttpAnswer answer(Exception exception) {
        return switch (exception) {
            case InvalidInputException e ->
                Problem.of(Refusal.REQUEST_INVALID).answer(Objects.requireNonNull(e.getMessage()) + ".");
            case InvalidParameterException _ ->
                Problem.of(Refusal.REQUEST_INVALID).answer("The query of the request is malformed.");
            case StoreUnavailableException e -> unavailable("store unavailable", e);
            case ObjectChangedException e -> unavailable("image changed or gone", e);
            case BaseEndedEarlyException e -> unavailable("base cut short", e);
            case UnreadableDocumentException e -> internal("document unreadable", e);
            default -> internal("request failed", exception);
        };
    }

    // The message says it all; while a store is down there are many of these.
    private static HttpAnswer unavailable(String what, Exception exception) {
        LOG.atWarn().addKeyValue("problem", exception.getMessage()).log(what);
        return Problem.STORE_UNAVAILABLE.answer("The image cannot be read now; try again later.");
    }

    private static HttpAnswer internal(String what, Exception exception) {
        var id = UUID.randomUUID();
        LOG.atError().setCause(exception).addKeyValue("errorId", id).log(what);
        return Problem.INTERNAL.answer("Something went wrong here; the log calls it %s.".formatted(id));
    }
}
