package io.elemental.seedimage.runtime;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.MDC;

/** Gives a request one id, for its log lines and its answer: the ingress's id if it is harmless, else a new one. */
public final class RequestId extends ValveBase {

    private static final String HEADER = "X-Request-Id";
    private static final String KEY = "requestId";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public RequestId() {
        super(true);
    }

    /** Writes the id into the answer. Called again after the answer was reset. */
    public static void tell(HttpServletResponse response) {
        Optional.ofNullable(MDC.get(KEY)).ifPresent(id -> response.setHeader(HEADER, id));
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var id = Optional.ofNullable(request.getHeader(HEADER))
                .filter(sent -> HARMLESS.matcher(sent).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        try (var _ = MDC.putCloseable(KEY, id)) {
            tell(response.getResponse());
            getNext().invoke(request, response);
        }
    }
}
