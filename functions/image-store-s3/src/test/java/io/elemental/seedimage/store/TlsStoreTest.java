package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.testing.ExternalCommand;
import io.elemental.seedimage.testing.JvmCommand;
import io.elemental.seedimage.testing.RealMinio;
import io.elemental.seedimage.testing.RealStore;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A store with a certificate that an installation made itself: what is not that certificate is not spoken to. */
@Execution(value = ExecutionMode.CONCURRENT, reason = "It waits for programs.")
class TlsStoreTest {

    @TempDir
    private static Path certificates;

    @Test
    void itsOwnAuthorityIsTakenAndTheRuntimesAreNotEvenRead() throws IOException {
        var certificate = certificate("right", "ip:127.0.0.1");
        var minio = RealMinio.orSkip(certificate);

        var settings = List.of(
                "SEEDIMAGE_S3_ENDPOINT=" + minio.endpoint(),
                "SEEDIMAGE_S3_BUCKET=images",
                "SEEDIMAGE_S3_CA_FILE=" + certificate.file(),
                "AWS_ACCESS_KEY_ID=" + minio.accessKey(),
                "AWS_SECRET_ACCESS_KEY=" + minio.secretKey());
        var command = Stream.of(
                List.of("sh", "-c", "exec \"$@\" 2>&1", "-", "env"),
                settings,
                JvmCommand.of(Visit.class, List.of("-Djavax.net.debug=trustmanager")));

        var said =
                ExternalCommand.run(certificates, command.flatMap(List::stream).toArray(String[]::new));

        assertThat(said).contains("it says: hello").doesNotContain("cacerts");
    }

    @Test
    void aCertificateOfNobodyKnownIsAnOutageThatSaysSo() throws IOException {
        var minio = RealMinio.orSkip(certificate("strange", "ip:127.0.0.1"));

        refuses(
                minio,
                minio.endpoint(),
                certificate("other", "ip:127.0.0.1"),
                "unable to find valid certification path");
    }

    @Test
    void aCertificateForAnotherNameIsAnOutageThatSaysSo() throws IOException {
        var certificate = certificate("named", "dns:elsewhere.example");
        var minio = RealMinio.orSkip(certificate);

        refuses(minio, minio.endpoint(), certificate, "No subject alternative names matching IP address 127.0.0.1");
    }

    @Test
    void withoutAuthoritiesOfItsOwnTheRuntimesCount() throws IOException {
        var minio = RealMinio.orSkip(certificate("unnamed", "ip:127.0.0.1"));

        try (var store =
                S3Store.open(Stores.settings(minio.endpoint(), "images", ""), minio.accessKey(), minio.secretKey())) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.objects().get("a", 100))
                    .withMessageContaining("its certificate is not trusted");
        }
    }

    private static void refuses(RealStore minio, URI endpoint, TestCertificate trusted, String why) {
        var settings = S3Settings.fromEnvironment(Map.of(
                "SEEDIMAGE_S3_ENDPOINT", endpoint.toString(),
                "SEEDIMAGE_S3_BUCKET", "images",
                "SEEDIMAGE_S3_CA_FILE", trusted.file().toString()));
        try (var store = S3Store.open(settings, minio.accessKey(), minio.secretKey())) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.objects().put("a", new byte[1], new Precondition.None()))
                    .withMessageStartingWith(
                            "cannot write a: store %s, bucket images: its certificate is not trusted: %s",
                            endpoint, why);
        }
    }

    private static TestCertificate certificate(String name, String subject) throws IOException {
        return TestCertificate.make(Files.createDirectory(certificates.resolve(name)), subject);
    }

    /** A process of its own, so that nothing else has read authorities in it. */
    static final class Visit {

        private Visit() {}

        public static void main(String[] arguments) {
            try (var store = S3Store.open(S3Settings.fromEnvironment(System.getenv()))) {
                // it may say for a moment that it is not ready
                await().atMost(Duration.ofSeconds(20)).until(() -> created(store));
                store.objects().put("a", "hello".getBytes(StandardCharsets.UTF_8), new Precondition.None());
                System.out.println("it says: "
                        + new String(store.objects().get("a", 100).orElseThrow().content(), StandardCharsets.UTF_8));
            }
        }

        private static boolean created(S3Store store) {
            try {
                store.createBucketIfMissing();
                return true;
            } catch (StoreUnavailableException _) {
                return false;
            }
        }
    }
}
