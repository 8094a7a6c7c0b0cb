package io.elemental.seedimage.download.answers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The OpenAPI description of all paths: for everybody, since it says nothing of anybody. */
public final class ApiDescription {

    private static final String RESOURCE = "/openapi/seedimages-openapi.yaml";

    private final String content = read();

    public HttpAnswer answer() {
        return HttpAnswer.of(HttpStatus.OK, new HttpHeaders(), "application/yaml", content);
    }

    private static String read() {
        try (var resource = ApiDescription.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks " + RESOURCE);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
