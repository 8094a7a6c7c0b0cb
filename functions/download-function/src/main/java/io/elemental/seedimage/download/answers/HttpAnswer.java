package io.elemental.seedimage.download.answers;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * An answer that says exactly what it is told to: Spring's own answers look at the request's conditions once more.
 * Nothing may be stored by a cache, because the credential is in a header that caches do not know (RFC 9111 section
 * 3.5).
 */
public final class HttpAnswer implements ServerResponse {

    private static final String NOT_TO_BE_STORED = "private, no-store";
    private static final String VARIES_WITH = "Registration-Authorization, Accept, Origin";

    private final HttpStatus status;
    private final HttpHeaders headers;
    private final byte[] body;

    private HttpAnswer(HttpStatus status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Without a body; its length is what the headers say. */
    public static HttpAnswer of(HttpStatus status, HttpHeaders headers) {
        headers.set(HttpHeaders.CACHE_CONTROL, NOT_TO_BE_STORED);
        headers.set(HttpHeaders.VARY, VARIES_WITH);
        return new HttpAnswer(status, headers, new byte[0]);
    }

    public static HttpAnswer of(HttpStatus status, HttpHeaders headers, String contentType, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        headers.setContentLength(bytes.length);
        return new HttpAnswer(status, of(status, headers).headers, bytes);
    }

    @Override
    public HttpStatusCode statusCode() {
        return status;
    }

    @Override
    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        writeTo(response);
        return null;
    }

    public void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status.value());
        headers.forEach((name, values) -> {
            response.setHeader(name, values.getFirst()); // instead of what the server says, as of TRACE
            values.stream().skip(1).forEach(value -> response.addHeader(name, value));
        });
        if (body.length > 0) {
            response.getOutputStream().write(body);
        }
    }
}
