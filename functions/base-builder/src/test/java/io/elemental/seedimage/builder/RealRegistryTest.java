package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.testing.CosignProgram;
import io.elemental.seedimage.testing.ExternalCommand;
import io.elemental.seedimage.testing.RegistryProgram;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Debian's docker-registry, with images that umoci made, skopeo copied and cosign signed. */
class RealRegistryTest {

    private static final byte[] ISO = PullImageTest.iso(1);
    private static final String ISSUER = "tokens";

    @TempDir
    private static Path shared;

    private static TestCertificate certificate = new TestCertificate(Path.of(""));
    private static @Nullable RegistryProgram registry;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        certificate = TestCertificate.make(Files.createDirectory(shared.resolve("tls")), "ip:127.0.0.1,dns:localhost");
        registry = RegistryProgram.orSkip(certificate);
        var content = Files.createDirectory(shared.resolve("content"));
        Files.write(content.resolve("a.iso"), ISO);
        ExternalCommand.run(shared, "umoci", "init", "--layout", "layout");
        ExternalCommand.run(shared, "umoci", "new", "--image", "layout:v1");
        ExternalCommand.run(
                shared, "umoci", "insert", "--rootless", "--image", "layout:v1", content.toString(), "/elemental-iso");
        registry().push(shared.resolve("layout"), "v1", "team/image:v1");
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, --format=oci",
        "schema2, --format=v2s2",
        "zstd, --dest-compress-format=zstd",
        "plain, --dest-decompress"
    })
    void imagesArePulledHoweverTheyWereCopied(String tag, String option) throws IOException {
        registry().push(shared.resolve("layout"), "v1", "team/copied:" + tag, option);

        var first = pull("team/copied:" + tag).run(folder);

        assertThat(first.iso()).isEqualTo(ISO);
        assertThat(pull("team/copied:" + tag)
                        .after(first.revision())
                        .run(folder)
                        .iso())
                .isEmpty();
    }

    @Test
    void whatIsMissingIsSaid() {
        assertRefused(pull("team/image:v2"), "The registry %s has no v2 in the repository team/image.");
        assertRefused(pull("team/none:v1"), "The registry %s has no v1 in the repository team/none.");
        assertRefused(
                pull("team/image:v1").with("{\"auths\":{}}"),
                "The registry %s wants credentials for the repository team/image, or has no such repository: the Secret"
                        + " pull-secret has no entry for " + registry().host() + ".");
    }

    @Test
    void tokensOfARealmOnAnotherHostAreTaken() throws Exception {
        try (var realm = new SecureServer(certificate);
                var tokens = RegistryProgram.orSkip(
                        certificate,
                        "token: {realm: \"https://localhost:%s/token\", service: s, issuer: %s, rootcertbundle: %s}"
                                .formatted(realm.port(), ISSUER, registry().certificate()))) {
            realm.at("/token", RealRegistryTest::giveToken);
            var pull = pull("team/image:v1")
                    .named(tokens.host() + "/team/image:v1")
                    .with(tokens.dockerConfig());

            assertThat(pull.knowing(Map.of(tokens.host(), List.of("localhost")))
                            .run(folder)
                            .iso())
                    .isEqualTo(ISO);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> pull.run(folder))
                    .withMessageContaining("which gets no credentials of the Secret pull-secret");
        }
    }

    @ParameterizedTest
    @CsvSource({"EC, false", "EC, true", "Ed25519, false", "Ed25519, true"})
    void whatCosignSignedIsPulled(String kind, boolean bundle) throws Exception {
        var cosign = CosignProgram.orSkip();
        var name = "team/%s-%s".formatted(kind.toLowerCase(java.util.Locale.ROOT), bundle);
        registry().push(shared.resolve("layout"), "v1", name + ":v1");
        var key = keys(cosign, kind, folder);
        var other = keys(cosign, "EC", Files.createDirectory(folder.resolve("other")));
        var digest = pull(name + ":v1").run(folder).revision();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull(name + ":v1").signedBy(key).run(folder))
                .withMessageEndingWith("is not signed, and spec.baseVerification wants a signature.");

        cosign.sign(folder, registry(), bundle, "%s/%s@%s".formatted(registry().host(), name, digest));

        assertThat(pull(name + ":v1").signedBy(key).run(folder).iso()).isEqualTo(ISO);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull(name + ":v1").signedBy(other).run(folder))
                .withMessageContaining("has 1 signatures, and none of them is one over its digest by the key of");
    }

    private static String keys(CosignProgram cosign, String kind, Path target) throws Exception {
        if (kind.equals("EC")) {
            cosign.makeKeys(target);
        } else {
            var key = KeyPairGenerator.getInstance(kind)
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            var pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getEncoder().encodeToString(key));
            cosign.importKey(target, Files.writeString(target.resolve("private.pem"), pem));
        }
        return Files.readString(target.resolve("cosign.pub"));
    }

    /** As the registry wants it: a JWT, by the key of its certificate. */
    private static void giveToken(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!TokenServer.BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var answer = "{\"token\":\"%s\"}".formatted(token()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String token() throws GeneralSecurityException, IOException {
        var password = "changeit".toCharArray();
        var keys = KeyStore.getInstance(certificate.folder().resolve("keys.p12").toFile(), password);
        var shown =
                Base64.getEncoder().encodeToString(keys.getCertificate("test").getEncoded());
        var now = Instant.now().getEpochSecond();
        var text = part("{\"typ\":\"JWT\",\"alg\":\"ES384\",\"x5c\":[\"%s\"]}".formatted(shown))
                + "."
                + part("""
                        {"iss":"%s","sub":"user","aud":"s","nbf":%s,"iat":%s,"exp":%s,"jti":"1",\
                        "access":[{"type":"repository","name":"team/image","actions":["pull"]}]}""".formatted(ISSUER, now - 10, now, now + 300));
        var signature = Signature.getInstance("SHA384withECDSAinP1363Format");
        signature.initSign((PrivateKey) keys.getKey("test", password));
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static RegistryProgram registry() {
        return java.util.Objects.requireNonNull(registry);
    }

    private static Pull pull(String image) {
        try {
            return Pull.of(
                            registry().host() + "/" + image,
                            new GrantDocument.Registry(null, null, List.of(), Map.of(), Map.of(), null))
                    .with(registry().dockerConfig())
                    .trusting(Files.readString(registry().certificate()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void assertRefused(Pull pull, String sentence) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull.run(folder))
                .withMessage(sentence, registry().host());
    }
}
