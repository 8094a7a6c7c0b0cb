package io.elemental.seedimage.cluster.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends requests about objects that others fill. Reads answers as they arrive, so that a page of large objects is never
 * in memory as a whole. {@link KubernetesClientException} says what was refused, or that nobody answers.
 */
public final class ApiRequests {

    /** The value of {@code Accept} for the metadata of objects alone. */
    private static final String METADATA = "application/json;as=PartialObjectMetadata%s;g=meta.k8s.io;v=v1";

    private static final String JSON = "application/json";
    private static final long WATCH_SECONDS = 240;

    private final KubernetesClient client;

    public ApiRequests(KubernetesClient client) {
        this.client = client;
    }

    /** Gets an object; empty where there is none. */
    public Optional<ReadObject> get(String path, Part part) {
        try {
            return Optional.of(send(request(path, JSON), answer -> Answers.object(answer, part)));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Lists one page. Returns the token of the next page; empty after the last. */
    public String list(String path, Part part, Consumer<ReadObject> each) {
        return send(request(path, JSON), answer -> Answers.list(answer, part, each));
    }

    /** The same, for metadata alone. */
    public String listMetadata(String path, Part part, Consumer<ReadObject> each) {
        return send(request(path, METADATA.formatted("List")), answer -> Answers.list(answer, part, each));
    }

    /** Patches an object. Ignores the answer, which is the whole object. */
    public void patch(String path, String type, String patch) {
        var _ = send(request(path, METADATA.formatted("")).patch(type, patch), _ -> 0);
    }

    /**
     * Watches. Reports the beginning, and every change until the API server ends the watch. The request asks it to do
     * so after minutes.
     */
    public void watch(String path, Runnable changed) {
        var asked = "%s?watch=true&timeoutSeconds=%s".formatted(path, WATCH_SECONDS);
        var request = request(asked, METADATA.formatted("")).timeout(2 * WATCH_SECONDS, TimeUnit.SECONDS);
        var _ = send(request, answer -> {
            Answers.events(answer, changed);
            return 0;
        });
    }

    private HttpRequest.Builder request(String path, String accept) {
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(address(path))
                .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
                .header("Accept", accept);
    }

    private String address(String path) {
        return client.getMasterUrl().toString().replaceFirst("/$", "") + path;
    }

    private <T> T send(HttpRequest.Builder request, Reader<T> reader) {
        try {
            var response = response(request.build());
            if (response.isSuccessful()) {
                return readOut(response.body(), reader);
            }
            var _ = readOut(response.body(), _ -> 0);
            throw new KubernetesClientException("refused", response.code(), null);
        } catch (IOException | UncheckedIOException e) {
            throw new KubernetesClientException("no answer", e);
        }
    }

    /**
     * Reads an answer to its end, so that the connection can be used again. Closing the answer early would close the
     * connection.
     */
    private static <T> T readOut(InputStream answer, Reader<T> reader) throws IOException {
        try {
            var read = reader.read(answer);
            var _ = answer.transferTo(OutputStream.nullOutputStream());
            return read;
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    private HttpResponse<InputStream> response(HttpRequest request) throws IOException {
        try {
            return client.getHttpClient().sendAsync(request, InputStream.class).get();
        } catch (ExecutionException e) {
            throw new IOException("no answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private interface Reader<T> {
        T read(InputStream answer) throws IOException;
    }
}
