package io.elemental.seedimage.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.testing.RealMinio;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void whatIsStoredIsThereAfterARestartUnderTheSameETag() {
        String etag;
        try (var store = open()) {
            store.store().objects().put("a/b.json", bytes("{}"), new Precondition.Absent());
            etag = store.store().objects().head("a/b.json").orElseThrow().etag();
        }
        try (var store = open()) {
            var object = store.store().objects().get("a/b.json", 1000).orElseThrow();

            assertThat(object.content()).isEqualTo(bytes("{}"));
            assertThat(object.etag()).isEqualTo(etag);
        }
    }

    @Test
    void isClosedToWhoeverHasNoKeyAndOpenToAPresignedUrl() throws IOException, InterruptedException {
        try (var store = open();
                var http = HttpClient.newHttpClient()) {
            store.store().objects().put("a", bytes("secret"), new Precondition.None());
            var endpoint = store.address().endpoint();
            var bare = HttpRequest.newBuilder(endpoint.resolve("/seedimages/a")).build();
            var link = store.grants().links().source("a", Duration.ofMinutes(1));

            assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
            assertThat(http.send(bare, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
            assertThat(http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("secret");
        }
    }

    @Test
    void aBaseIsUploadedOnceInParts() throws IOException {
        var base = new byte[20 * 1024 * 1024];
        new Random(7).nextBytes(base);
        var file = Files.write(data.resolve("my base.iso"), base);
        try (var store = open()) {
            var upload = new UploadBase(store.store().objects(), store.store().uploads(), "seedimages");

            var baseImage = upload.upload("fleet", file);
            var key = baseImage.substring("s3://seedimages/".length());
            var first = store.store().objects().head(key).orElseThrow();

            assertThat(baseImage).matches("s3://seedimages/uploads/fleet/[0-9a-f]{12}-my_base\\.iso");
            assertThat(store.store()
                            .objects()
                            .get(key, base.length)
                            .orElseThrow()
                            .content())
                    .isEqualTo(base);
            assertThat(upload.upload("fleet", file)).isEqualTo(baseImage);
            assertThat(store.store().objects().head(key)).contains(first);
        }
    }

    @Test
    void anotherStoreNeedsItsKeysInTheEnvironment() {
        var options = Options.parse("--s3", "http://127.0.0.1:1");

        assertThatThrownBy(() -> LocalStore.open(options, data, Map.of("AWS_ACCESS_KEY_ID", "x")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--s3 needs AWS_SECRET_ACCESS_KEY in the environment");
    }

    @Test
    void anotherStoresAuthorityIsTakenFromTheEnvironmentAndToldToThePrograms() throws IOException {
        var certificate = TestCertificate.make(Files.createDirectory(data.resolve("certificate")), "ip:127.0.0.1");
        var minio = RealMinio.orSkip(certificate);
        var environment = Map.of(
                "AWS_ACCESS_KEY_ID", minio.accessKey(),
                "AWS_SECRET_ACCESS_KEY", minio.secretKey(),
                "SEEDIMAGE_S3_CA_FILE", certificate.file().toString());

        try (var store = LocalStore.open(Options.parse("--s3", minio.endpoint().toString()), data, environment)) {
            assertThat(store.store().objects().head("a")).isEmpty();
            assertThat(store.address().environment())
                    .containsEntry(
                            "SEEDIMAGE_S3_CA_FILE",
                            certificate.file().toAbsolutePath().toString());
        }
    }

    @Test
    void theProgramsAreToldAddressAndKeyAndNothingElse() {
        var address = new StoreAddress(URI.create("http://127.0.0.1:9"), "bucket", "key", "hidden");

        assertThat(address.environment())
                .containsOnlyKeys(
                        "SEEDIMAGE_S3_ENDPOINT",
                        "SEEDIMAGE_S3_PUBLIC_ENDPOINT",
                        "SEEDIMAGE_S3_PLAIN_HTTP",
                        "SEEDIMAGE_S3_BUCKET",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY");
        assertThat(address.toString()).doesNotContain("hidden");
    }

    private LocalStore open() {
        return LocalStore.open(Options.parse(), data, Map.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
