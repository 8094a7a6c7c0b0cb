package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.store.GrantLinks;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.testing.Http;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Remembers which uploads were started in a real store, which lists them by their very key alone. */
final class StartedUploads {

    private record Upload(String key, String id) {}

    private final List<Upload> started = new ArrayList<>();
    private final MultipartUploads uploads;
    private final GrantLinks links;

    StartedUploads(MultipartUploads uploads, GrantLinks links) {
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
    int unfinished() {
        return (int) started.stream().filter(this::takesParts).count();
    }

    private boolean takesParts(Upload upload) {
        var url = links.lastPart(upload.key(), upload.id(), 1, Duration.ofMinutes(5));
        return Http.send(Http.put(url, new byte[1])).statusCode() == 200;
    }
}
