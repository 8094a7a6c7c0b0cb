package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.testing.ExternalCommand;
import io.elemental.seedimage.testing.JvmCommand;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page of SeedImages with as many small annotations, labels and owners as an API server takes. */
class CrowdedMetadataTest {

    private static final int ITEMS = 100;
    private static final int ENTRIES = 40_000;

    private final HttpServer server = server();

    @BeforeEach
    void start() {
        var _ = server.createContext("/", CrowdedMetadataTest::list);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** A tenth of what a reconciler has, which more than one at a time would not fit into. */
    @Test
    void fillsNobodysMemory() {
        var program = JvmCommand.of(
                Listing.class,
                List.of("-Xmx40m", "-XX:+UseSerialGC"),
                "http://127.0.0.1:" + server.getAddress().getPort());
        var said = ExternalCommand.run(Path.of("."), program.toArray(String[]::new));

        assertThat(said).contains("%s with the mark 'again'".formatted(ITEMS));
    }

    /** Lists as a program of its own. */
    static final class Listing {

        private Listing() {}

        public static void main(String[] url) {
            var config = new ConfigBuilder(Config.empty()).withMasterUrl(url[0]).withRequestTimeout(300_000);
            try (var client = new KubernetesClientBuilder()
                            .withConfig(config.build())
                            .build();
                    var all = new KubernetesSeedImages(client, InstantSource.system()).all()) {
                var marked = all.filter(seedImage -> seedImage.retriggerMark().equals("again")
                        && seedImage.linkGeneration().equals("now"));
                System.out.printf("%s with the mark 'again'%n", marked.toList().size());
            }
        }
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError("no server", e);
        }
    }

    private static void list(HttpExchange exchange) throws IOException {
        var metadata = metadata();
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes("{\"items\": ["));
            for (var count = 0; count < ITEMS; count++) {
                body.write(bytes(count == 0 ? "" : ","));
                body.write(metadata);
            }
            body.write(bytes("], \"metadata\": {}}"));
        }
    }

    private static byte[] metadata() {
        var entries =
                IntStream.range(0, ENTRIES).mapToObj("\"a%s\":\"\""::formatted).collect(Collectors.joining(","));
        var owners = "{},".repeat(ENTRIES) + "{}";
        return bytes("""
            {"metadata": {"namespace": "fleet", "name": "seed", "labels": {%1$s}, "ownerReferences": [%2$s],
              "annotations": {%1$s, "%3$s": "again", "%4$s": "now"}, "managedFields": [{"fieldsV1": {%1$s}}], "finalizers": [%2$s]},
             "spec": {"registrationRef": {"name": "rack"}, "baseImage": "https://mirror.example/x.iso"}}
            """.formatted(entries, owners, SeedImage.RETRIGGER_ANNOTATION, SeedImage.REVOKE_LINKS_ANNOTATION));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
