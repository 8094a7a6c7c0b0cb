package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.MultipartUploads;
import io.elemental.seedimage.rules.PresignedLinks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Remembers which uploads were started in a real store, which lists them by their very key alone. */
final class StartedUploads {

    private record Upload(String key, String id) {}

    private final List<Upload> started = new ArrayList<>();
    private final MultipartUploads uploads;
    private final PresignedLinks links;

    StartedUploads(MultipartUploads uploads, PresignedLinks links) {
        this.uploads = uploads;
        this.links = links;
    }

    /** The same uploads, remembered. */
    MultipartUploads watched() {
        return (MultipartUploads) Proxy.newProxyInstance(
                MultipartUploads.class.getClassLoader(),
                new Class<?>[] {MultipartUploads.class},
                (_, method, given) -> {
                    try {
                        var answer = method.invoke(uploads, given);
                        if (method.getName().equals("start")) {
                            started.add(new Upload(String.valueOf(given[0]), String.valueOf(answer)));
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** How many of them the store still takes parts for. */
    int unfinished(HttpClient http) {
        return (int) started.stream().filter(upload -> takesParts(upload, http)).count();
    }

    private boolean takesParts(Upload upload, HttpClient http) {
        var request = HttpRequest.newBuilder(links.putPart(upload.key(), upload.id(), 1, Duration.ofMinutes(5)))
                .PUT(HttpRequest.BodyPublishers.ofString("x"));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
