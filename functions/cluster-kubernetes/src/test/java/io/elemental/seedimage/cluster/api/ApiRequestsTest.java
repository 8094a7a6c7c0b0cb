package io.elemental.seedimage.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a stand-in of the API server that answers anything. */
class ApiRequestsTest {

    private static final Part NAME = Part.of("metadata.name");

    private final HttpServer server = start();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .withRequestTimeout(60_000)
                    .build())
            .build();
    private final ApiRequests requests = new ApiRequests(client);

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    /** 200 MB in one page: no process of ours holds so much at once. */
    @Test
    void aPageOfHostileObjectsIsReadAsItArrives() {
        var tree = "{\"a\":".repeat(9_000) + "[%s0]".formatted("{},".repeat(640_000)) + "}".repeat(9_000);
        server.createContext("/list", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes("{\"items\": [{\"metadata\": {\"name\": \"first\"}}"));
                var item = bytes(
                        ", {\"metadata\": {\"name\": \"x\", \"managedFields\": %1$s}, \"spec\": %1$s}".formatted(tree));
                for (var count = 0; count < 50; count++) {
                    body.write(item);
                }
                body.write(bytes(", {\"metadata\": {\"name\": \"last\"}}], \"metadata\": {\"continue\": \"next\"}}"));
            }
        });
        var items = new ArrayList<ReadObject>();

        assertThat(requests.list("/list", NAME, items::add)).isEqualTo("next");

        assertThat(items).hasSize(52);
        assertThat(items.getLast().values()).isEqualTo(Map.of("metadata", Map.of("name", "last")));
    }

    @Test
    void whatIsNotThereIsNone() {
        answering("/gone", 404, "{\"kind\": \"Status\"}");

        assertThat(requests.get("/gone", NAME)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403", "422", "429", "500", "503"})
    void saysWhatWasRefusedWhateverTheAnswerHolds(int status) {
        answering("/refused", status, "{\"message\": ".repeat(9_000));

        assertThatThrownBy(() -> requests.get("/refused", NAME))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"items\": [{\"metadata\": {\"name\"", "[]", "text"})
    void anAnswerThatEndsTooSoonOrIsNoneIsAnOutage(String answer) {
        answering("/cut", 200, answer);

        assertThatThrownBy(() -> requests.list("/cut", NAME, _ -> {}))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isNotPositive());
    }

    /** A connection that was closed behind an answer fails the next request, now and then. */
    @Test
    void connectionsAreUsedAgain() {
        var ports = new HashSet<Integer>();
        server.createContext("/", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/one") ? 200 : 404, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes("{\"metadata\": {\"name\": \"x\"}}  "));
            }
        });

        for (var round = 0; round < 200; round++) {
            assertThat(requests.get("/one", NAME)).isPresent();
            assertThat(requests.get("/other", NAME)).isEmpty();
        }

        assertThat(ports).hasSizeLessThan(20);
    }

    @Test
    void nothingOfTheAnswerToAPatchIsRead() {
        answering("/patched", 200, "{\"a\": ".repeat(20_000));

        requests.patch("/patched?x=y", "application/json-patch+json", "[]");

        assertThat(asked)
                .containsExactly("PATCH /patched?x=y application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1 []");
    }

    @Test
    void asksForMetadataWhereNamesAreEnough() {
        answering("/list", 200, "{\"items\": []}");

        requests.listMetadata("/list", NAME, _ -> {});

        assertThat(asked)
                .containsExactly("GET /list application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1 ");
    }

    @Test
    void everyEventOfAWatchIsToldWhateverIsInIt() {
        var deep = "{\"type\": \"ADDED\", \"object\": %s}\n".formatted("[".repeat(9_000) + "]".repeat(9_000));
        answering("/watch", 200, deep.repeat(3));
        var told = new AtomicInteger();

        requests.watch("/watch", told::incrementAndGet);

        assertThat(told).hasValue(4); // and that it began
    }

    private void answering(String path, int status, String answer) {
        server.createContext(path, exchange -> {
            note(exchange);
            exchange.sendResponseHeaders(status, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes(answer));
            }
        });
    }

    private void note(HttpExchange exchange) throws IOException {
        asked.add("%s %s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Accept"),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    }

    private static HttpServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
