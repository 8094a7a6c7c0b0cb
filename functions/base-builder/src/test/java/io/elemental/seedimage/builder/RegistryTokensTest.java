package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.registry.ImageRegistry;
import io.elemental.seedimage.builder.source.Addresses;
import io.elemental.seedimage.rules.ImageReference;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where tokens for registries come from, and where credentials go. */
class RegistryTokensTest {

    private static final byte[] ISO = PullImageTest.iso(1);

    @TempDir
    private static Path certificates;

    private static TestCertificate certificate = new TestCertificate(Path.of(""));

    @TempDir
    private Path folder;

    private final SmallRegistry registry = new SmallRegistry();
    private final TokenServer tokens = new TokenServer();
    private final OutsideServer plain = new OutsideServer();
    private @Nullable SecureServer server;

    @BeforeAll
    static void makeCertificate() {
        certificate = TestCertificate.make(certificates, "ip:127.0.0.1,dns:localhost");
    }

    @BeforeEach
    void serve() throws IOException, GeneralSecurityException {
        server = new SecureServer(certificate).at("/v2/", registry).at("/token", tokens);
        tokens.at(server.url("/token"));
        registry.image("v1", Packed.GZIP.of(Tars.withIso("a.iso", ISO)));
        plain.at("/v2/", registry);
    }

    @AfterEach
    void stop() {
        server().close();
        plain.close();
    }

    @Test
    void tokensAreFetchedAtTheRegistrysHost() throws IOException {
        registry.guardedBy(tokens);

        assertThat(pull().with(TokenServer.config(host(), "auth")).run(folder).iso())
                .isEqualTo(ISO);
        assertThat(tokens.asked())
                .containsExactly("GET service=a b&scope=repository:team/image:pull " + TokenServer.BASIC + " ");
        assertThat(registry.authorizations()).containsExactly("-", "Bearer t0ken-1", "Bearer t0ken-1");
    }

    @Test
    void identityTokensArePosted() throws IOException {
        registry.guardedBy(tokens);
        var config = "{\"auths\":{\"%s\":{\"identitytoken\":\"r3fresh\"}}}".formatted(host());

        assertThat(pull().with(config).run(folder).iso()).isEqualTo(ISO);
        assertThat(tokens.asked())
                .containsExactly(
                        "POST null null grant_type=refresh_token&client_id=elemental-seedimage&service=a%20b&scope=repository%3Ateam%2Fimage%3Apull&refresh_token=r3fresh");
    }

    @Test
    void tokensForEverybodyMayComeFromElsewhere() throws IOException {
        registry.guardedBy(tokens.forEverybody().at(server().url("/token").replace("127.0.0.1", "localhost")));

        assertThat(pull().run(folder).iso()).isEqualTo(ISO);
        assertThat(tokens.asked()).hasSize(1);
        assertRefused(
                pull().allowing("127.0.0.1"),
                "The registry %s wants its tokens to be fetched from https://localhost:%s, a host that this installation does not allow: [127.0.0.1]."
                        .formatted(host(), server().port()));
    }

    @Test
    void credentialsGoToNoOtherRealmUnlessItIsKnown() throws IOException {
        var realm = "https://localhost:%s".formatted(server().port());
        registry.guardedBy(tokens.at(realm + "/token"));

        assertRefused(pull().with(TokenServer.config(host(), "auth")), notGiven(realm));
        assertThat(tokens.asked()).isEmpty();
        assertThat(pull().knowing(Map.of(host(), List.of("localhost")))
                        .with(TokenServer.config(host(), "auth"))
                        .run(folder)
                        .iso())
                .isEqualTo(ISO);
        assertThat(pull().knowing(Map.of("127.0.0.1", List.of("localhost")))
                        .with(TokenServer.config(host(), "auth"))
                        .allowing("127.0.0.1")
                        .run(folder)
                        .iso())
                .isEqualTo(ISO);
    }

    /** Those that a registry takes itself go to it alone. */
    @Test
    void aRegistryThatTakesPasswordsItselfGetsThemWhereItsRealmMayNot() throws IOException {
        var realm = "https://localhost:%s/token".formatted(server().port());
        for (var both : List.of(
                List.of("Bearer realm=\"%s\",service=\"x\"".formatted(realm), "Basic realm=\"x\""),
                List.of("Basic realm=\"x\"", "Bearer realm=\"%s\"".formatted(realm)),
                List.of("Bearer realm=\"%s\",service=\"x\", Basic realm=\"x\"".formatted(realm)),
                List.of("Bearer realm=\"file:///x\"", "Basic"))) {
            registry.answering(exchange -> {
                if (TokenServer.BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    return false;
                }
                exchange.getResponseHeaders().put("WWW-Authenticate", both);
                SmallRegistry.problem(exchange, 401, "UNAUTHORIZED");
                return true;
            });

            assertThat(pull().with(TokenServer.config(host(), "auth"))
                            .run(folder)
                            .iso())
                    .isEqualTo(ISO);
        }
        assertThat(tokens.asked()).isEmpty();
    }

    @Test
    void aRealmThatMayHaveThemGoesBeforeThePassword() throws IOException {
        registry.guardedBy(exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"https://localhost:1/token\"");
            return false;
        });
        registry.guardedBy(exchange -> {
            if ("Bearer t0ken-1".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                return false;
            }
            exchange.getResponseHeaders()
                    .add("WWW-Authenticate", "Bearer realm=\"%s\"".formatted(server().url("/token")));
            SmallRegistry.problem(exchange, 401, "UNAUTHORIZED");
            return true;
        });

        assertThat(pull().with(TokenServer.config(host(), "auth")).run(folder).iso())
                .isEqualTo(ISO);
        assertThat(registry.authorizations()).doesNotContain(TokenServer.BASIC);
    }

    @Test
    void credentialsGoToNoPlainRealm() throws IOException {
        plain.at("/token", tokens);
        var config = TokenServer.config("127.0.0.1:%s".formatted(plain.port()), "auth");
        registry.guardedBy(tokens.at(plain.url("/token")));

        assertRefused(
                pull().with(TokenServer.config(host(), "auth")),
                "The registry %s wants its tokens to be fetched from something that is not an address for HTTPS."
                        .formatted(host()));
        assertRefused(
                Pull.of(plain).with(config),
                notGiven(plain.url("")).replace(host(), "127.0.0.1:%s".formatted(plain.port())));
        assertThat(tokens.asked()).isEmpty();
    }

    @Test
    void realmsThatRefuseAreNamed() throws IOException {
        registry.guardedBy(tokens);

        assertRefused(
                pull().with("{\"auths\":{\"%s\":{\"auth\":\"dXNlcjpvdGhlcg==\"}}}".formatted(host())),
                "The registry %s gives no token: %s answers the credentials of the Secret pull-secret with status 401."
                        .formatted(host(), server().url("")));
    }

    @Test
    void tokensAreRenewedInTheMiddle() throws IOException {
        registry.guardedBy(tokens.ending(3)).cuttingAfter(100_000);

        assertThat(pull().with(TokenServer.config(host(), "auth")).run(folder).iso())
                .isEqualTo(ISO);
        assertThat(tokens.given()).isGreaterThan(1);
    }

    @Test
    void blobsThatAreElsewhereGetNoCredentials() throws IOException {
        var seen = new SmallRegistry();
        seen.image("v1", Packed.GZIP.of(Tars.withIso("a.iso", ISO)));
        plain.at("/third/v2/", exchange -> seen.handle(exchange));
        registry.guardedBy(tokens).guardedBy(exchange -> {
            var path = exchange.getRequestURI().getPath();
            if (path.contains("/blobs/")) {
                exchange.getResponseHeaders()
                        .set("Location", "http://localhost:%s%s".formatted(plain.port(), path.replace("/v2/", "/w/")));
                exchange.sendResponseHeaders(307, -1);
                return true;
            }
            return false;
        });
        plain.at("/w/", exchange -> {
            assertThat(exchange.getRequestHeaders().get("Authorization")).isNull();
            var bytes = Packed.GZIP.of(Tars.withIso("a.iso", ISO));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });

        assertThat(pull().with(TokenServer.config(host(), "auth")).run(folder).iso())
                .isEqualTo(ISO);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull().with(TokenServer.config(host(), "auth"))
                        .allowing("127.0.0.1")
                        .run(folder))
                .withMessageContaining(
                        "redirects to http://localhost:%s, a host that this installation does not allow", plain.port());
    }

    @Test
    void everyHostsAddressIsChecked() {
        registry.guardedBy(tokens.forEverybody().at("https://127.0.0.2:%s/token".formatted(server().port())));
        var home = InetAddress.getLoopbackAddress();
        var pull = pull();
        var source = pull.grant(folder).source();
        var image = ImageReference.parse("f", pull.image());
        try (var asked = new ImageRegistry(
                image,
                source,
                pull.registry(),
                BuilderRun.SHORT,
                new Addresses(home::equals, InetAddress::getAllByName))) {

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> asked.manifest("v1", ""))
                    .withMessage("The source https://127.0.0.2:%s/token is not allowed.", server().port());
        }
    }

    @Test
    void aGrantIsEnoughForTheWholeBuild() throws IOException {
        registry.guardedBy(tokens);
        var tiny = Files.readAllBytes(Isos.tiny(folder));
        var digest = registry.image("v1", Packed.ZSTD.of(Tars.withIso("a.iso", tiny)));
        try (var outside = new OutsideServer()) {
            var store = new ServedStore(outside, folder);
            var grant = pull().with(TokenServer.config(host(), "auth"))
                    .grant(Grants.of(store, outside.url("/")).document());
            var file = Files.write(
                    folder.resolve("grant.json"),
                    io.elemental.seedimage.format.Documents.write(
                            io.elemental.seedimage.format.DocumentType.GRANT, grant));

            var run = BuilderRun.here(file, folder.resolve("scratch"));

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(store.result().revision()).isEqualTo(digest);
            assertThat(run.err()).doesNotContain("s3cret", "t0ken", "dXNl");
        }
    }

    private String notGiven(String realm) {
        return ("The registry %s wants its tokens to be fetched from %s, which gets no credentials of the Secret pull-secret: it is neither"
                        + " at the registry's host nor named by the installation for it, or not https.")
                .formatted(host(), realm);
    }

    private SecureServer server() {
        return java.util.Objects.requireNonNull(server);
    }

    private String host() {
        return "127.0.0.1:%s".formatted(server().port());
    }

    private Pull pull() {
        return Pull.of(host(), certificate);
    }

    private void assertRefused(Pull pull, String sentence) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull.run(folder))
                .withMessage("%s", sentence)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret", "dXNl"));
    }
}
