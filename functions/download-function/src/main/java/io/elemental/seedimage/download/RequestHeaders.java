package io.elemental.seedimage.download;

import io.elemental.seedimage.download.clients.Clients;
import io.elemental.seedimage.rules.download.ImageRequest.Form;
import io.elemental.seedimage.rules.download.RequestConditions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerRequest;

/** What clients say in headers. */
final class RequestHeaders {

    private RequestHeaders() {}

    static RequestConditions conditions(ServerRequest request) {
        return new RequestConditions(
                value(request, HttpHeaders.IF_MATCH),
                value(request, HttpHeaders.IF_NONE_MATCH),
                value(request, HttpHeaders.IF_UNMODIFIED_SINCE),
                value(request, HttpHeaders.IF_MODIFIED_SINCE),
                value(request, HttpHeaders.RANGE),
                value(request, HttpHeaders.IF_RANGE));
    }

    static @Nullable String token(ServerRequest request) {
        return value(request, "Registration-Authorization");
    }

    static String client(ServerRequest request, Clients clients) {
        return clients.of(
                request.servletRequest().getRemoteAddr(), request.headers().header("X-Forwarded-For"));
    }

    /** Of an image, or a ticket for it. */
    static Form form(ServerRequest request) {
        if (isHead(request)) {
            return Form.HEADERS;
        }
        return Preference.isJson(value(request, HttpHeaders.ACCEPT)) ? Form.TICKET : Form.BYTES;
    }

    static boolean isHead(ServerRequest request) {
        return request.method().equals(HttpMethod.HEAD);
    }

    /** A header sent in several lines is one list (RFC 9110 section 5.3). */
    private static @Nullable String value(ServerRequest request, String name) {
        var lines = request.headers().header(name);
        return lines.isEmpty() ? null : String.join(", ", lines);
    }
}
