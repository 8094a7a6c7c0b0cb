package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.PresignedLinks;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class S3LinksTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @AutoClose
    private final S3Store store = S3Store.open(
            new S3Settings(
                    URI.create("http://minio.local:9000"),
                    URI.create("https://images.example"),
                    "us-east-1",
                    "images",
                    "fleet"),
            "access",
            Stores.SECRET);

    private final PresignedLinks links = store.links();

    @Test
    void sendsClientsToThePublicEndpoint() {
        var link = links.get("a/b", "rack.iso", "text/plain", MINUTE);

        assertThat(link.toString())
                .startsWith("https://images.example/images/fleet/a/b?")
                .contains("X-Amz-Expires=60")
                .contains("response-content-disposition=attachment%3B%20filename%3D%22rack.iso%22");
    }

    @Test
    void sendsBuildersToTheEndpoint() {
        assertThat(List.of(links.source("a", MINUTE), links.put("a", MINUTE), links.putPart("a", "id", 1, MINUTE)))
                .allSatisfy(link -> assertThat(link.toString()).startsWith("http://minio.local:9000/images/fleet/a?"));
    }

    /** A builder sends the bytes and nothing else, so only the host may be signed. */
    @Test
    void asksForNoHeaders() {
        assertThat(List.of(
                        links.get("a", "rack.iso", "text/plain", MINUTE),
                        links.source("a", MINUTE),
                        links.put("a", MINUTE),
                        links.putPart("a", "id", 1, MINUTE)))
                .allSatisfy(link -> assertThat(link.getQuery())
                        .contains("X-Amz-SignedHeaders=host&")
                        .doesNotContain("checksum"));
    }
}
