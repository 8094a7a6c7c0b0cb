package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.source.Addresses;
import io.elemental.seedimage.builder.source.SourceClient;
import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.testing.ExternalCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchSourceTest {

    private static final String YESTERDAY = "Sat, 21 Nov 2026 10:00:00 GMT";
    private static final String TODAY = "Sun, 22 Nov 2026 10:00:00 GMT";

    @TempDir
    private static Path isos;

    private static Path tiny = Path.of("");
    private static String digest = "";

    @TempDir
    private Path folder;

    private final OutsideServer server = new OutsideServer();
    private ServedFile source = new ServedFile(tiny);
    private ServedStore store = new ServedStore(server, Path.of(""));

    @BeforeAll
    static void makeIso() {
        tiny = Isos.tiny(isos);
        digest = ExternalCommand.run(isos, "sha256sum", "tiny.iso").split(" ", 2)[0];
    }

    @BeforeEach
    void serve() {
        source = new ServedFile(tiny);
        store = store.in(folder);
        server.at("/x.iso", exchange -> source.handle(exchange));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void goesOnWhereConnectionsBroke() {
        source.breakingAfter(100_000L, 0L, 200_000L, 1L);

        assertThat(build(grant().pinnedTo(digest)).revision()).isEqualTo("sha256:" + digest);
        assertThat(source.requested("Range"))
                .containsExactly("-", "bytes=100000-", "bytes=100000-", "bytes=300000-", "bytes=300001-");
        assertThat(source.requested("If-range")).containsExactly("-", "\"v1\"", "\"v1\"", "\"v1\"", "\"v1\"");
    }

    @Test
    void goesOnByTheTimeOfTheLastChange() {
        source.validators(null, TODAY).breakingAfter(100_000L);

        build(grant().pinnedTo(digest));

        assertThat(source.requested("Range")).containsExactly("-", "bytes=100000-");
        assertThat(source.requested("If-range")).containsExactly("-", TODAY);
    }

    @Test
    void saysWhenOnlyTheServersWordHoldsThePiecesTogether() throws IOException {
        var other = Files.readAllBytes(tiny);
        Arrays.fill(other, 150_000, 151_000, (byte) 'X');
        var changed = new ServedFile(Files.write(folder.resolve("changed.iso"), other)); // its ETag is the same
        source.breakingAfter(100_000L);
        server.at("/changing.iso", exchange -> (source.requests().isEmpty() ? source : changed).handle(exchange));

        var result = build(Grants.of(store, server.url("/changing.iso")));

        assertThat(result.revision()).isEqualTo("unverified:etag:\"v1\"");
        assertThat(changed.requested("Range")).containsExactly("bytes=100000-");
    }

    @Test
    void fetchesAgainWhatIsUnverified() {
        assertThat(build(grant().after("unverified:etag:\"v1\"")).revision()).isEqualTo("etag:\"v1\"");
        assertThat(source.requested("If-none-match")).containsExactly("-");
    }

    @Test
    void whatCameInOnePieceAtLastIsOneState() {
        source.withoutRanges().breakingAfter(100_000L, 200_000L);

        assertThat(build(grant()).revision()).isEqualTo("etag:\"v1\"");
    }

    @Test
    void startsOverWithoutRanges() {
        source.withoutRanges().breakingAfter(100_000L, 200_000L);

        assertThat(build(grant().pinnedTo(digest)).outcome()).isEqualTo("prepared");
        assertThat(source.requests()).hasSize(3);
    }

    @Test
    void startsOverWithoutValidators() {
        source.validators(null, null).breakingAfter(100_000L);

        build(grant().pinnedTo(digest));

        assertThat(source.requested("Range")).containsExactly("-", "-");
    }

    @Test
    void startsOverWhenTheSourceChangedMeanwhile() {
        source.breakingAfter(100_000L).changingTo("\"v2\"");

        assertThat(build(grant()).revision()).isEqualTo("etag:\"v2\"");
        assertThat(source.requested("If-range")).containsExactly("-", "\"v1\"");
    }

    @Test
    void startsOverWhenARangeIsNotTheOneThatWasAskedFor() {
        source.breakingAfter(100_000L).misplacingRanges();

        assertThat(build(grant().pinnedTo(digest)).outcome()).isEqualTo("prepared");
        assertThat(source.requested("Range")).containsExactly("-", "bytes=100000-", "-");
    }

    @Test
    void fetchesWhatHasNoLength() {
        source.withoutLength();

        assertThat(build(grant().pinnedTo(digest)).outcome()).isEqualTo("prepared");
    }

    @Test
    void namesTheRevisionByTheStrongestValidator() {
        assertThat(build(grant()).revision()).isEqualTo("etag:\"v1\"");
        source.validators("W/\"v1\"", TODAY);
        assertThat(build(grant()).revision())
                .isEqualTo("modified:%s;%s".formatted(TODAY, tiny.toFile().length()));
        source.validators("W/\"v1\"", null);
        assertThat(build(grant()).revision()).isEqualTo("sha256:" + digest);
    }

    @Test
    void fetchesNothingWhenTheTagIsTheSame() {
        var result = build(grant().after("etag:\"v1\""));

        assertThat(result.outcome()).isEqualTo("unchanged");
        assertThat(result.revision()).isEqualTo("etag:\"v1\"");
        assertThat(source.requested("If-none-match")).containsExactly("\"v1\"");
        assertThat(store.partsAtOnce()).isZero();
    }

    @Test
    void readsNothingWhenTimeAndLengthAreTheSame() {
        source.validators(null, TODAY);
        var revision = "modified:%s;%s".formatted(TODAY, tiny.toFile().length());

        assertThat(build(grant().after(revision)).outcome()).isEqualTo("unchanged");
    }

    @Test
    void preparesNothingWhenTheBytesAreTheSame() {
        source.validators(null, null);

        assertThat(build(grant().after("sha256:" + digest)).outcome()).isEqualTo("unchanged");
        assertThat(store.partsAtOnce()).isZero();
    }

    @Test
    void asksNobodyWhenTheDigestSaysThatNothingChanged() {
        assertThat(build(grant().pinnedTo(digest).after("sha256:" + digest)).outcome())
                .isEqualTo("unchanged");
        assertThat(source.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"etag:\"v0\"", "etag:W/\"v1\"", "modified:" + YESTERDAY + ";1", "sha256:00", "v1", ""})
    void preparesWhatIsNotKnownToBeUnchanged(String revision) {
        assertThat(build(grant().after(revision)).outcome()).isEqualTo("prepared");
    }

    @Test
    void followsRedirects() {
        server.at("/a/b", redirect("../c"));
        server.at("/c", redirect(server.url("/x.iso?y=z")));

        assertThat(build(Grants.of(store, server.url("/a/b"))).outcome()).isEqualTo("prepared");
    }

    @Test
    void keepsCredentialsForTheServerThatTheyAreFor() {
        var seen = new CopyOnWriteArrayList<String>();
        try (var other = new OutsideServer()) {
            server.at("/1", seeing(seen, redirect("/2")));
            server.at("/2", seeing(seen, redirect(other.url("/3"))));
            other.at("/3", seeing(seen, redirect(server.url("/x.iso"))));

            build(Grants.of(store, server.url("/1")).authorizedBy("Bearer s3cret"));
        }

        assertThat(seen).containsExactly("Bearer s3cret", "Bearer s3cret", "null");
        assertThat(source.requested("Authorization")).containsExactly("-");
    }

    @Test
    void checksTheAddressesOfEveryHop() {
        server.at("/away", redirect("http://127.0.0.2:%s/x.iso".formatted(server.port())));
        var grant = Grants.of(store, server.url("/away")).document();
        var home = InetAddress.getLoopbackAddress();
        var addresses = new Addresses(home::equals, InetAddress::getAllByName);
        try (var client = new SourceClient(grant.source(), BuilderRun.SHORT, addresses)) {

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> client.get(Map.of()))
                    .withMessage(
                            "The source %s, redirected to http://127.0.0.2:%s, is not allowed.",
                            server.url("/away"), server.port());
        }
    }

    @Test
    void followsARedirectToAllowedHostsOnly() {
        server.at("/away", redirect("http://localhost:%s/x.iso?secret".formatted(server.port())));
        var grant = Grants.of(store, server.url("/away"));

        var run = BuilderRun.here(grant.allowing("127.0.0.1").write(folder), folder.resolve("scratch"));

        assertThat(run.lastLine())
                .isEqualTo(
                        "The source %s redirects to http://localhost:%s, a host that this installation does not"
                                + " allow: [127.0.0.1].",
                        server.url("/away"), server.port());
        assertThat(build(grant.allowing("127.0.0.1", "localhost")).outcome()).isEqualTo("prepared");
    }

    @Test
    void takesSlotsThatAreThereAlreadyWhateverTheirId() {
        var id = "f".repeat(32);
        var prepared = Isos.prepared(folder, id, 262144);
        source = new ServedFile(prepared);

        var result = build(grant());

        assertThat(store.image()).hasSameBinaryContentAs(prepared);
        assertThat(result.slots()).extracting("name").containsExactly("agent", "cloud-config");
    }

    @Test
    void replacesSlotsOfOtherSizes() {
        source = new ServedFile(Isos.prepared(folder, "f".repeat(32), 4096));

        var result = build(grant());

        assertThat(result.slots()).extracting("length").containsExactly(65536, 262144);
    }

    private Grants grant() {
        return Grants.of(store, server.url("/x.iso"));
    }

    private ResultDocument build(Grants grant) {
        var run = BuilderRun.here(grant.write(folder), folder.resolve("scratch"));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("s3cret", ServedStore.SIGNATURE, "y=z");
        return store.result();
    }

    private static HttpHandler redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            OutsideServer.status(exchange, 307);
        };
    }

    private static HttpHandler seeing(List<String> seen, HttpHandler then) {
        return exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            then.handle(exchange);
        };
    }
}
