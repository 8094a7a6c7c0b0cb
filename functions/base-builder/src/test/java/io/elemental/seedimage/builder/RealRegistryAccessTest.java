package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.testing.RegistryProgram;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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

/** How Debian's docker-registry wants to be asked: as somebody, or with a token. */
class RealRegistryAccessTest {

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
        registry().push(UmociLayout.in(shared).with("v1", "amd64", ISO).folder(), "v1", "team/image:v1");
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void passwordsAreShown() {
        var host = registry().host();

        assertThat(Pull.of(registry(), "team/image:v1").run(folder).iso()).isEqualTo(ISO);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Pull.of(registry(), "team/image:v1")
                        .with("{\"auths\":{}}")
                        .run(folder))
                .withMessage(
                        "The registry %s wants credentials for the repository team/image, or has no such repository: the"
                                + " Secret pull-secret has no entry for %s.",
                        host, host);
    }

    @Test
    void tokensOfARealmOnAnotherHostAreTaken() throws Exception {
        try (var realm = new SecureServer(certificate);
                var tokens = RegistryProgram.orSkip(
                        certificate,
                        "token: {realm: \"https://localhost:%s/token\", service: s, issuer: %s, rootcertbundle: %s}"
                                .formatted(realm.port(), ISSUER, registry().certificate()))) {
            realm.at("/token", RealRegistryAccessTest::giveToken);
            var pull = Pull.of(registry(), "team/image:v1")
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
}
