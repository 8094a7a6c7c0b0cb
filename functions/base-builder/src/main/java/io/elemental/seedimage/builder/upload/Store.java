package io.elemental.seedimage.builder.upload;

import io.elemental.seedimage.builder.common.Attempts;
import io.elemental.seedimage.builder.common.ProxyChoice;
import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.common.Trust;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.rules.proxy.ProxyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** PUTs to presigned URLs. */
public final class Store implements AutoCloseable {

    private static final String DOCUMENT_TYPE = "application/json";

    private final Timeouts timeouts;
    private final HttpClient client;
    private final ProxyChoice proxies;

    /** @param ca PEM of who alone vouches for its certificate; null: the authorities that everybody trusts */
    public Store(Timeouts timeouts, @Nullable String ca, ProxyChoice proxies) {
        this.timeouts = timeouts;
        this.proxies = proxies;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeouts.connect())
                .proxy(proxies);
        if (ca != null) {
            builder.sslContext(Trust.only(ca));
        }
        this.client = builder.build();
    }

    /**
     * Puts a part. Returns the ETag, "" when there is none. {@link TryAgainException} when the store does not take it,
     * also after more attempts.
     *
     * @param what it is, for sentences
     * @param url as it is at each attempt: one that is refused is tried again where there is another by then
     * @param content a new publisher for each attempt
     * @param limit for one attempt
     */
    public String put(String what, Supplier<URI> url, Supplier<BodyPublisher> content, Duration limit) {
        return put(what, url, now -> request(now, content.get(), limit).build());
    }

    /** Puts a document, under the one type that its URL is good for; fails as {@link #put} does. */
    void putDocument(String what, Supplier<URI> url, byte[] document, Duration limit) {
        var _ = put(what, url, now -> document(now, document, limit));
    }

    private String put(String what, Supplier<URI> urls, Function<URI, HttpRequest> request) {
        var attempts = new Attempts(timeouts);
        while (true) {
            var url = urls.get();
            String failure;
            try {
                var answer = client.send(request.apply(url), BodyHandlers.discarding());
                var status = answer.statusCode();
                if (status / 100 == 2) {
                    return answer.headers().firstValue("ETag").orElse("");
                }
                failure = "it answers with status %s".formatted(status);
                if (status < 500 && status != 408 && status != 429 && urls.get().equals(url)) {
                    throw failed(what, url, failure);
                }
            } catch (IOException e) {
                if (e instanceof SSLException tls && Trust.isDistrust(tls)) {
                    throw failed(what, url, "its certificate is not trusted");
                }
                failure = Redacted.failure(e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw failed(what, url, "interrupted");
            }
            if (!attempts.another()) {
                throw failed(what, url, failure);
            }
        }
    }

    /** Tries once to put a document, without waiting for it. */
    CompletableFuture<HttpResponse<Void>> offer(URI url, byte[] document, Duration limit) {
        return client.sendAsync(document(url, document, limit), BodyHandlers.discarding());
    }

    private HttpRequest document(URI url, byte[] document, Duration limit) {
        return request(url, BodyPublishers.ofByteArray(document), limit)
                .header("Content-Type", DOCUMENT_TYPE)
                .build();
    }

    private HttpRequest.Builder request(URI url, BodyPublisher content, Duration limit) {
        var request = HttpRequest.newBuilder(url).timeout(limit).PUT(content);
        proxies.proxyOf(url)
                .flatMap(ProxyServer::authorization)
                .ifPresent(words -> request.header("Proxy-Authorization", words));
        return request;
    }

    private static TryAgainException failed(String what, URI url, String failure) {
        return new TryAgainException(
                "The store %s does not take %s: %s.".formatted(Redacted.origin(url), what, failure));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
