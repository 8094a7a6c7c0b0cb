package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.DocumentType;
import io.elemental.seedimage.format.Documents;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.testing.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that only a proxy reaches, which itself has an address that no source may have. */
class ProxyTest {

    private static final String MIRROR = "mirror.invalid";
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("us er:pa:ss".getBytes(StandardCharsets.UTF_8));

    private final OutsideServer server = new OutsideServer();
    private final SmallProxy proxy = new SmallProxy().knowing(MIRROR, server.port());
    private ServedStore store = new ServedStore(server, Path.of(""));

    @TempDir
    private Path folder;

    @BeforeEach
    void serve() {
        store = store.in(folder);
        server.at("/x.iso", new ServedFile(Isos.tiny(folder)));
    }

    @AfterEach
    void stop() {
        server.close();
        proxy.close();
    }

    @Test
    void isAskedByAbsoluteAddress() {
        var run = build(grant("http://mirror.invalid/x.iso?a=1", through(proxy.url())));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(proxy.asked()).containsExactly("GET http://mirror.invalid/x.iso?a=1");
    }

    @Test
    void withoutItNobodyKnowsTheSource() {
        var run = build(grant("http://mirror.invalid/x.iso", null));

        assertThat(run.status()).isEqualTo(75);
        assertThat(run.lastLine()).endsWith("its host name is unknown.");
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void connectsToServersWithTls() throws Exception {
        var certificate = TestCertificate.make(Files.createDirectory(folder.resolve("tls")), "dns:" + MIRROR);
        try (var secure = secure(certificate)) {
            proxy.knowing(MIRROR, secure.port());
            var granted = grant("https://mirror.invalid/x.iso", through(proxy.url()));

            var run = build(with(granted, Files.readString(certificate.file()), null));

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(proxy.asked()).containsOnly("CONNECT mirror.invalid:443");
        }
    }

    @Test
    void showsCredentialsToTheProxyAloneAndNoLog() throws Exception {
        var certificate = TestCertificate.make(Files.createDirectory(folder.resolve("tls")), "dns:" + MIRROR);
        var url = proxy.wanting(CREDENTIALS).url().replace("http://", "http://us%20er:pa:ss@");
        var seen = new CopyOnWriteArrayList<String>();
        server.at("/seen.iso", exchange -> {
            seen.addAll(exchange.getRequestHeaders().keySet());
            new ServedFile(folder.resolve("tiny.iso")).handle(exchange);
        });
        try (var secure = secure(certificate)) {
            for (var source : List.of("http://mirror.invalid/seen.iso", "https://tls.invalid/x.iso")) {
                proxy.knowing("tls.invalid", secure.port());
                var granted = with(grant(source, through(url)), Files.readString(certificate.file()), null);

                var run = started(granted);

                assertThat(run.err()).doesNotContain("us%20er", "us er", "pa:ss", "pass");
                if (source.startsWith("http:")) {
                    assertThat(run.status()).as(run.err()).isZero();
                } else {
                    assertThat(run.lastLine())
                            .isEqualTo(
                                    "The certificate of the source https://tls.invalid is not trusted: neither the usual authorities nor those of"
                                            + " spec.baseCA or of the installation vouch for it.");
                }
            }
        }
        assertThat(proxy.asked()).contains("GET http://mirror.invalid/seen.iso", "CONNECT tls.invalid:443");
        assertThat(seen).isNotEmpty().doesNotContain("Proxy-authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void saysThatTheProxyWantsOtherCredentials(String scheme) {
        proxy.wanting(CREDENTIALS);

        var run = build(
                grant(scheme + "://mirror.invalid/x.iso", through(proxy.url().replace("//", "//a:s3cr3t@"))));

        assertThat(run.lastLine())
                .isEqualTo(
                        "The proxy %s does not let the source %s://mirror.invalid/x.iso be asked: it answers with"
                                + " status 407.",
                        proxy.url(), scheme);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).doesNotContain("s3cr3t");
    }

    @Test
    void saysThatTheProxyForbidsIt() {
        var run = build(grant("https://other.invalid/x.iso", through(proxy.url())));

        assertThat(run.lastLine())
                .isEqualTo(
                        "The proxy %s does not let the source https://other.invalid/x.iso be asked: it answers with"
                                + " status 403.",
                        proxy.url());
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void saysThatTheProxyIsAway() {
        proxy.close();

        var run = build(grant("http://mirror.invalid/x.iso", through(proxy.url())));

        assertThat(run.lastLine())
                .isEqualTo(
                        "The source http://mirror.invalid/x.iso cannot be fetched now: its proxy %s accepts no"
                                + " connection.",
                        proxy.url());
        assertThat(run.status()).isEqualTo(75);
    }

    @Test
    void isAskedForNoHostThatIsNotAllowed() {
        server.at("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://inside.invalid/x.iso");
            OutsideServer.status(exchange, 302);
        });
        proxy.knowing("inside.invalid", server.port());

        var direct = build(with(grant("http://inside.invalid/x.iso", through(proxy.url())), null, List.of(MIRROR)));
        var redirected = build(with(grant("http://mirror.invalid/away", through(proxy.url())), null, List.of(MIRROR)));

        assertThat(direct.lastLine())
                .isEqualTo("The source http://inside.invalid/x.iso is on a host that this installation does not allow:"
                        + " [mirror.invalid].");
        assertThat(redirected.lastLine())
                .isEqualTo("The source http://mirror.invalid/away redirects to http://inside.invalid, a host that this"
                        + " installation does not allow: [mirror.invalid].");
        assertThat(proxy.asked()).containsExactly("GET http://mirror.invalid/away");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "169.254.169.254",
                "127.1",
                "0x7f.1",
                "2130706433",
                "[::1]",
                "[fd00:ec2::254]",
                "localhost"
            })
    void isNotAskedForAddressesThatNoSourceMayHave(String host) {
        var run = build(grant("http://%s:1/x.iso".formatted(host), through(proxy.url())));

        assertThat(run.status()).as(run.err()).isIn(1, 2, 75);
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void isNotAskedForWhatGoesWithoutIt() {
        var proxies = new GrantDocument.Proxies(proxy.url(), null, List.of(".other.invalid", MIRROR));

        var run = build(grant("http://mirror.invalid/x.iso", proxies));

        assertThat(run.lastLine()).endsWith("its host name is unknown.");
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void exemptsNothingThatIsAskedWithoutIt() {
        var proxies = new GrantDocument.Proxies(proxy.url(), null, List.of("127.0.0.1"));

        var run = build(grant(server.url("/x.iso"), proxies));

        assertThat(run.lastLine()).isEqualTo("The source %s is not allowed.", server.url("/x.iso"));
        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void cannotBeAskedForAHostWithAnUnderscore() {
        var run = build(grant("http://a_b.invalid/x.iso", through(proxy.url())));

        assertThat(run.lastLine())
                .isEqualTo("The source http://a_b.invalid/x.iso has an underscore in its host's name, so it cannot be"
                        + " asked through a proxy.");
    }

    @Test
    void aGrantWithAProxyThatIsNoneIsNotUsed() {
        var run = build(grant("http://mirror.invalid/x.iso", through("ftp://us:s3cr3t@x")));

        assertThat(run.lastLine()).isEqualTo("The grant names a proxy that is none.");
        assertThat(run.status()).isEqualTo(2);
    }

    private static GrantDocument.Proxies through(String url) {
        return new GrantDocument.Proxies(url, url, List.of());
    }

    /** Of public sources alone; the store is asked as it is without a proxy, since it is this machine's. */
    private GrantDocument grant(String url, GrantDocument.@Nullable Proxies proxies) {
        var usual = Grants.of(store, url).publicAddressesOnly().document();
        return with(usual, new GrantDocument.Source(url, null, null, null, false, false, null, proxies));
    }

    private static GrantDocument with(GrantDocument grant, @Nullable String ca, @Nullable List<String> allowed) {
        var source = grant.source();
        return with(
                grant, new GrantDocument.Source(source.url(), null, null, ca, false, false, allowed, source.proxies()));
    }

    private static GrantDocument with(GrantDocument grant, GrantDocument.Source source) {
        return new GrantDocument(
                grant.build(),
                grant.kind(),
                source,
                grant.previousRevision(),
                grant.platform(),
                grant.type(),
                grant.slots(),
                grant.slotId(),
                grant.sourceDateEpoch(),
                grant.maxSize(),
                grant.partSize(),
                grant.parts(),
                grant.lastPart(),
                grant.progress(),
                grant.result(),
                grant.storeCa(),
                source.proxies());
    }

    private BuilderRun build(GrantDocument grant) {
        return BuilderRun.here(written(grant), folder.resolve("scratch"));
    }

    /** A program of its own: its HTTP client is told at its start what it may send. */
    private BuilderRun started(GrantDocument grant) {
        var err = folder.resolve("err");
        var arguments = List.of(
                "--grant",
                written(grant).toString(),
                "--scratch",
                folder.resolve("scratch").toString());
        return BuilderRun.ended(BuilderRun.start(err, Map.of(), arguments), err);
    }

    private Path written(GrantDocument grant) {
        try {
            return Files.write(folder.resolve("grant.json"), Documents.write(DocumentType.GRANT, grant));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SecureServer secure(TestCertificate certificate) throws IOException, GeneralSecurityException {
        return new SecureServer(certificate).at("/x.iso", new ServedFile(folder.resolve("tiny.iso")));
    }
}
