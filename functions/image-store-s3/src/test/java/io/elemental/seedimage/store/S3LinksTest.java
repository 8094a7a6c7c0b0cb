package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class S3LinksTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @AutoClose
    private final S3Store store = store("images", "fleet");

    @AutoClose
    private final S3Grants grants = store.grants(new GrantKeys(new S3Key("grants", "g"), new S3Key("reads", "r")));

    private static S3Store store(String bucket, String prefix) {
        return S3Store.open(
                new S3Settings(
                        URI.create("http://minio.local:9000"),
                        URI.create("https://images.example"),
                        "us-east-1",
                        bucket,
                        prefix),
                "access",
                Stores.SECRET);
    }

    @Test
    void sendsClientsToThePublicEndpoint() {
        var link = store.links().get("a/b", "rack.iso", "text/plain", MINUTE);

        assertThat(link.toString())
                .startsWith("https://images.example/images/fleet/a/b?")
                .contains("X-Amz-Expires=60")
                .contains("X-Amz-Credential=access%2F")
                .contains("response-content-disposition=attachment%3B%20filename%3D%22rack.iso%22");
        assertThat(link.getQuery()).contains("X-Amz-SignedHeaders=host&").doesNotContain("checksum");
    }

    @Test
    void sendsBuildersToTheEndpoint() {
        var links = grants.links();

        assertThat(List.of(
                        links.source("a", MINUTE),
                        links.document("a", MINUTE),
                        links.part("a", "id", 1, 100, MINUTE),
                        links.lastPart("a", "id", 2, MINUTE)))
                .allSatisfy(link -> assertThat(link.toString()).startsWith("http://minio.local:9000/images/fleet/a?"));
    }

    @Test
    void signsGrantsWithTheirOwnKeys() {
        var links = grants.links();

        assertThat(links.source("a", MINUTE).toString()).contains("X-Amz-Credential=reads%2F");
        assertThat(List.of(
                        links.document("a", MINUTE),
                        links.part("a", "id", 1, 100, MINUTE),
                        links.lastPart("a", "id", 2, MINUTE)))
                .allSatisfy(link -> assertThat(link.toString()).contains("X-Amz-Credential=grants%2F"));
    }

    /** A builder sends these headers and nothing else, so nothing else may be signed. */
    @Test
    void signsWhatABuilderSends() {
        var links = grants.links();

        assertThat(links.source("a", MINUTE).getQuery()).contains("X-Amz-SignedHeaders=host&");
        assertThat(links.document("a", MINUTE).getQuery()).contains("X-Amz-SignedHeaders=content-type;host&");
        assertThat(links.part("a", "id", 1, 100, MINUTE).getQuery())
                .contains("X-Amz-SignedHeaders=content-length;host&");
        assertThat(links.lastPart("a", "id", 2, MINUTE).getQuery())
                .contains("X-Amz-SignedHeaders=host&")
                .doesNotContain("checksum");
    }

    /**
     * A grant lies in a Secret, which may have a mebibyte; here are a thousand parts, and all names as long as can be.
     */
    @Test
    void aThousandPartsFitIntoASecret() {
        try (var large = store("b".repeat(63), "p".repeat(200));
                var long128 = large.grants(new GrantKeys(new S3Key("k".repeat(128), "g"), new S3Key("reads", "r")))) {
            var bytes = IntStream.rangeClosed(1, 1000)
                    .mapToObj(number -> long128.links()
                            .part("bases/%s-12345/image".formatted("0".repeat(32)), "u".repeat(200), number, 1, MINUTE)
                            .toString())
                    .mapToInt(String::length)
                    .sum();

            assertThat(bytes).isLessThan(1000 * 1000);
        }
    }
}
