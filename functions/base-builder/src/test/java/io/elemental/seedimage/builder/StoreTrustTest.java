package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.ProxyChoice;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.builder.common.UsageException;
import io.elemental.seedimage.builder.upload.Store;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A builder puts what it made into the store that the grant's authority vouches for, and into no other. */
@Execution(value = ExecutionMode.CONCURRENT, reason = "It waits for programs.")
class StoreTrustTest {

    private static final ProxyChoice DIRECT = ProxyChoice.granted(null);

    @TempDir
    private static Path certificates;

    @Test
    void theGrantsOwnAuthorityIsTaken() throws Exception {
        var certificate = certificate("right", "ip:127.0.0.1");

        assertThat(put(certificate, Files.readString(certificate.file()))).isEqualTo("\"etag\"");
    }

    @Test
    void anotherAuthorityIsNot() throws Exception {
        var other = certificate("other", "ip:127.0.0.1");

        isRefused(certificate("strange", "ip:127.0.0.1"), Files.readString(other.file()));
    }

    @Test
    void anotherNameIsNot() throws Exception {
        var certificate = certificate("named", "dns:elsewhere.example");

        isRefused(certificate, Files.readString(certificate.file()));
    }

    @Test
    void withoutOneOnlyWhatEverybodyTrustsIs() throws Exception {
        isRefused(certificate("private", "ip:127.0.0.1"), null);
    }

    @Test
    void whatIsNoPemIsAMistakeOfTheGrant() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> new Store(
                        BuilderRun.SHORT, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", DIRECT))
                .withMessage("The grant's storeCa is not a PEM of certificates.");
    }

    private static void isRefused(TestCertificate certificate, @Nullable String ca) {
        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> put(certificate, ca))
                .withMessageMatching(
                        "The store https://127.0.0.1:[0-9]+ does not take part 1: its certificate is not trusted\\.");
    }

    private static String put(TestCertificate certificate, @Nullable String ca)
            throws IOException, GeneralSecurityException {
        try (var server = new SecureServer(certificate).at("/", exchange -> {
                    exchange.getResponseHeaders().set("ETag", "\"etag\"");
                    OutsideServer.status(exchange, 200);
                });
                var store = new Store(BuilderRun.SHORT, ca, DIRECT)) {
            return store.put(
                    "part 1",
                    () -> URI.create(server.url("/part?X-Amz-Signature=hidden")),
                    () -> BodyPublishers.ofByteArray(new byte[1]),
                    Duration.ofSeconds(10));
        }
    }

    private static TestCertificate certificate(String name, String subject) throws IOException {
        return TestCertificate.make(Files.createDirectory(certificates.resolve(name)), subject);
    }
}
