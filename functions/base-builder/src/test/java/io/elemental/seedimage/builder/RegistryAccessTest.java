package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
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

/** How registries are asked: as whom, and in which order. */
class RegistryAccessTest {

    private static final byte[] ISO = PullImageTest.iso(1);

    @TempDir
    private static Path certificates;

    private static TestCertificate certificate = new TestCertificate(Path.of(""));

    @TempDir
    private Path folder;

    private final SmallRegistry registry = new SmallRegistry();
    private final OutsideServer plain = new OutsideServer();
    private @Nullable SecureServer server;

    @BeforeAll
    static void makeCertificate() {
        certificate = TestCertificate.make(certificates, "ip:127.0.0.1,dns:localhost");
    }

    @BeforeEach
    void serve() throws IOException, GeneralSecurityException {
        server = new SecureServer(certificate).at("/v2/", registry);
        registry.image("v1", Packed.GZIP.of(Tars.withIso("a.iso", ISO)));
        plain.at("/v2/", registry);
    }

    @AfterEach
    void stop() {
        server().close();
        plain.close();
    }

    @Test
    void passwordsAreShownOnceTheyAreAskedFor() throws IOException {
        registry.guardedBy(RegistryAccessTest::basic);

        assertThat(pull().with(TokenServer.config(host(), "auth")).run(folder).iso())
                .isEqualTo(ISO);
        assertThat(registry.authorizations()).containsExactly("-", TokenServer.BASIC, TokenServer.BASIC);
    }

    @Test
    void anEntryOfTheRepositoryGoesBeforeThatOfTheHost() throws IOException {
        registry.guardedBy(RegistryAccessTest::basic);
        var config =
                "{\"auths\":{\"%s\":{\"username\":\"a\",\"password\":\"b\"},\"https://%s/team\":{\"username\":\"user\",\"password\":\"s3cret\"}}}"
                        .formatted(host(), host());

        assertThat(pull().with(config).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void saysWhichCredentialsAreMissing() throws IOException {
        registry.guardedBy(RegistryAccessTest::basic);
        var wants = "The registry %s wants credentials for the repository team/image, or has no such repository: ";

        assertRefused(pull(), wants.formatted(host()) + "no spec.basePullSecretRef names a Secret with some.");
        assertRefused(
                pull().with(TokenServer.config("other.example", "auth")),
                wants.formatted(host()) + "the Secret pull-secret has no entry for %s.".formatted(host()));
        assertRefused(
                pull().with("{\"auths\":{\"%s\":{\"auth\":\"dXNlcjpvdGhlcg==\"}}}".formatted(host())),
                "The registry %s wants other credentials for the repository team/image than those of the Secret pull-secret, or has no such repository."
                        .formatted(host()));
    }

    @Test
    void saysWhoMayNotRead() throws IOException {
        registry.guardedBy(exchange -> {
            SmallRegistry.problem(exchange, 403, "DENIED");
            return true;
        });

        assertRefused(
                pull(),
                "The registry %s does not let anybody without credentials read the repository team/image."
                        .formatted(host()));
        assertRefused(
                pull().with(TokenServer.config(host(), "auth")),
                "The registry %s does not let the credentials of the Secret pull-secret read the repository team/image."
                        .formatted(host()));
    }

    @Test
    void secretsThatCannotBeReadAreRefused() throws IOException {
        assertRefused(pull().with("s3cret"), "The Secret pull-secret holds no JSON of a Docker configuration.");
        assertRefused(
                pull().with("{\"credHelpers\":{\"x\":\"y\"}}"),
                "The Secret pull-secret names programs (credHelpers) that would know the credentials, and a builder has none; write them into auths.");
        registry.guardedBy(RegistryAccessTest::basic);
        assertRefused(
                pull().with("{\"auths\":{\"%s\":{\"auth\":\"s3cret\"}}}".formatted(host())),
                "The Secret pull-secret has an entry for %s whose auth is not the base64 of user:password."
                        .formatted(host()));
    }

    @Test
    void authoritiesOfTheGrantAreTrusted() {
        assertRefused(
                Pull.of(pull().image(), pull().registry()),
                ("The certificate of the source %s is not trusted: neither the usual authorities nor those of"
                                + " spec.baseCA or of the installation vouch for it.")
                        .formatted(server().url("")));
    }

    @Test
    void hostsOfImagesMustBeAllowed() {
        assertRefused(
                pull().allowing("other.example"),
                "The image %s is on a host that this installation does not allow: [other.example]."
                        .formatted(pull().image()));
    }

    @Test
    void mirrorsAreAskedFirstAndInOrder() throws IOException {
        var dead = new OutsideServer();
        dead.close();
        try (var empty = new OutsideServer()) {
            var emptyRegistry = new SmallRegistry();
            empty.at("/v2/", emptyRegistry);
            var mirrors = List.of(
                    "localhost:%s/hub".formatted(dead.port()),
                    "localhost:%s/hub".formatted(empty.port()),
                    "localhost:%s/team".formatted(plain.port()));
            var pull = Pull.of(
                            "nowhere.invalid/x/y/image:v1",
                            new GrantDocument.Registry(null, null, List.of("localhost"), Map.of(), Map.of(), null))
                    .mirrored(Map.of("nowhere.invalid", List.of(), "nowhere.invalid/x/y", mirrors));

            assertThat(pull.run(folder).iso()).isEqualTo(ISO);
            assertThat(emptyRegistry.requests()).hasSize(2).allMatch(request -> request.endsWith(" 404"));
            assertThat(registry.requests()).hasSize(2);
        }
    }

    @Test
    void withoutItsMirrorsTheRegistryIsAsked() throws IOException {
        var dead = new OutsideServer();
        dead.close();
        var mirrors = Map.of(host(), List.of("localhost:%s".formatted(dead.port())));

        assertThat(pull().mirrored(mirrors).run(folder).iso()).isEqualTo(ISO);
        assertRefused(
                pull().mirrored(mirrors).named(host() + "/team/image:v2"),
                "The registry %s has no v2 in the repository team/image; asked before: localhost:%s, it accepts no connection."
                        .formatted(host(), dead.port()));
    }

    @Test
    void whatEachPlaceDidIsSaid() {
        try (var empty = new OutsideServer();
                var busy = new OutsideServer()) {
            empty.at("/v2/", new SmallRegistry());
            busy.at("/v2/", exchange -> OutsideServer.status(exchange, 429));
            var pull = Pull.of(
                            "127.0.0.1:%s/team/image:v2".formatted(plain.port()),
                            new GrantDocument.Registry(
                                    null, null, List.of("localhost", "127.0.0.1"), Map.of(), Map.of(), null))
                    .mirrored(Map.of(
                            "127.0.0.1:%s".formatted(plain.port()),
                            List.of(
                                    "localhost:%s/hub".formatted(empty.port()),
                                    "localhost:%s/hub".formatted(busy.port()))));

            assertRefused(
                    pull,
                    ("The registry 127.0.0.1:%s has no v2 in the repository team/image; asked before: localhost:%s, which has no"
                                    + " repository hub/team/image; localhost:%s, it answers with status 429.")
                            .formatted(plain.port(), empty.port(), busy.port()));
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertRefused(
                pull().named(host() + "/team/image:v2"),
                "The registry %s has no v2 in the repository team/image.".formatted(host()));
        assertRefused(
                pull().named(host() + "/team/other:v1"),
                "The registry %s has no repository team/other.".formatted(host()));
    }

    @Test
    void waitsAsLongAsARegistryAsksFor() {
        var answers = new int[] {429, 503};
        registry.guardedBy(exchange -> {
            for (var at = 0; at < answers.length; at++) {
                if (answers[at] != 0) {
                    exchange.getResponseHeaders().set("Retry-After", answers[at] == 429 ? "1" : "x");
                    SmallRegistry.problem(exchange, answers[at], "TOOMANYREQUESTS");
                    answers[at] = 0;
                    return true;
                }
            }
            return false;
        });
        var start = System.nanoTime();

        assertThat(pull().run(folder).iso()).isEqualTo(ISO);
        assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
    }

    @Test
    void givesUpARegistryThatHasHadEnough() {
        registry.guardedBy(exchange -> {
            SmallRegistry.problem(exchange, 429, "TOOMANYREQUESTS");
            return true;
        });

        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> pull().run(folder))
                .withMessage("The registry %s cannot be asked now: it answers with status 429.", host());
        assertThat(registry.requests()).hasSize(BuilderRun.SHORT.attempts());
    }

    private static boolean basic(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        if (TokenServer.BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return false;
        }
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
        SmallRegistry.problem(exchange, 401, "UNAUTHORIZED");
        return true;
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
