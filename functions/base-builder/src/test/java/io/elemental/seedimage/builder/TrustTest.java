package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.testing.ExternalCommand;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {

    @TempDir
    private static Path certificates;

    private static Path tiny = Path.of("");

    @TempDir
    private Path folder;

    private final OutsideServer server = new OutsideServer();
    private ServedStore store = new ServedStore(server, Path.of(""));

    @BeforeAll
    static void makeCertificates() throws IOException {
        tiny = Isos.tiny(certificates);
        makeCertificate("right", "ip:127.0.0.1");
        makeCertificate("wrong", "dns:other.example");
    }

    @BeforeEach
    void serve() {
        store = store.in(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void trustsTheAuthoritiesOfTheGrant() throws Exception {
        try (var source = secure("right")) {
            var run = build(grant(source).trusting(pem("wrong") + pem("right")));

            assertThat(run.status()).as(run.err()).isZero();
        }
    }

    @Test
    void refusesACertificateOfNobodyKnown() throws Exception {
        try (var source = secure("right")) {
            assertDistrusted(source, build(grant(source)));
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        try (var source = secure("wrong")) {
            assertDistrusted(source, build(grant(source).trusting(pem("wrong"))));
        }
    }

    @Test
    void saysWhenTheAuthoritiesAreNoPem() throws Exception {
        try (var source = secure("right")) {
            var run = build(grant(source).trusting("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));

            assertThat(run.lastLine()).isEqualTo("The grant's source.ca is not a PEM of certificates.");
            assertThat(run.status()).isEqualTo(2);
        }
    }

    @Test
    void goesFromHttpsToHttpOnlyForAKnownDigest() throws Exception {
        server.at("/x.iso", new ServedFile(tiny));
        var digest = ExternalCommand.run(certificates, "sha256sum", "tiny.iso").split(" ", 2)[0];
        try (var source = secure("right")) {
            var grant = Grants.of(store, source.url("/away")).trusting(pem("right"));

            var run = build(grant);
            assertThat(run.lastLine())
                    .isEqualTo(
                            "The source %s redirects from https to http, and no spec.baseDigest says what it must be.",
                            source.url("/away"));
            assertThat(run.status()).isEqualTo(1);
            assertThat(build(grant.pinnedTo(digest)).status()).isZero();
        }
    }

    private static void assertDistrusted(SecureServer source, BuilderRun run) {
        assertThat(run.lastLine())
                .isEqualTo(
                        "The certificate of the source %s is not trusted: neither the usual authorities nor those of"
                                + " spec.baseCA or of the installation vouch for it.",
                        source.url(""));
        assertThat(run.status()).isEqualTo(1);
    }

    private Grants grant(SecureServer source) {
        return Grants.of(store, source.url("/x.iso"));
    }

    private BuilderRun build(Grants grant) {
        return BuilderRun.here(grant.write(folder), folder.resolve("scratch"));
    }

    private SecureServer secure(String certificate) throws IOException, GeneralSecurityException {
        return new SecureServer(new TestCertificate(certificates.resolve(certificate)))
                .at("/x.iso", new ServedFile(tiny))
                .at("/away", exchange -> {
                    exchange.getResponseHeaders().set("Location", server.url("/x.iso"));
                    OutsideServer.status(exchange, 302);
                });
    }

    private static void makeCertificate(String name, String subject) throws IOException {
        var _ = TestCertificate.make(Files.createDirectory(certificates.resolve(name)), subject);
    }

    private static String pem(String name) throws IOException {
        return Files.readString(new TestCertificate(certificates.resolve(name)).file());
    }
}
