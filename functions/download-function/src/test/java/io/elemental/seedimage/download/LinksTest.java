package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.Superseded;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links of ours, from the ticket to the bytes and to their end, through the whole function. */
class LinksTest {

    private static final int SIZE = 300_000;
    private static final String HOST = "https://elemental.example";
    private static final String KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

    private final Fleet fleet = new Fleet();

    @SuppressWarnings("NullAway.Init")
    private RunningFunction function;

    @BeforeEach
    void start() {
        fleet.register(Fleet.RACK);
        fleet.publish("seed", fleet.image("seed", SIZE, false));
        fleet.publish("composed", fleet.image("composed", SIZE, true));
        fleet.publish("proxied", entry -> delivered(entry, Delivery.PROXY), fleet.image("proxied", SIZE, false));
        fleet.index("seed", "composed", "proxied");
        function = RunningFunction.start(
                fleet,
                Map.of(
                        "SEEDIMAGE_DOWNLOAD_LINK_KEY",
                        KEY,
                        "SEEDIMAGE_PUBLIC_URL",
                        HOST + "/",
                        "SEEDIMAGE_S3_PUBLIC_ENDPOINT",
                        "https://store.example"));
    }

    @AfterEach
    void stop() {
        function.close();
    }

    @ParameterizedTest
    @CsvSource({
        "proxied, '',          PT10M",
        "proxied, use=browser, PT10M",
        "seed,    use=netboot, PT2H",
        "seed,    use=bmc,     PT2H",
    })
    void openWhatTheTokenOpens(String seedImage, String query, Duration life) {
        var ticket = ticket(seedImage, query);
        var path = path(ticket);
        var image = function.send(function.request(path));

        assertThat(ticket.statusCode()).isEqualTo(200);
        assertThat(ticket.body())
                .contains("\"base\":{\"sha256\":")
                .contains("\"slots\":[{\"offset\":100000,\"length\":1000},{\"offset\":101000,\"length\":500}]")
                .contains("\"expiresAt\":\"%s\"".formatted(Fleet.NOW.plus(life)));
        assertThat(path).matches("/elemental/v1/i/[A-Za-z0-9_-]{96}/" + seedImage + "\\.iso");
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.body()).isEqualTo(Fleet.bytes(SIZE));
    }

    @Test
    void answerHeadAndRangesAsTheProxiedGet() {
        var path = path(ticket("seed", "use=bmc"));
        var head = function.send(RunningFunction.head(function.request(path)));
        var part = function.send(function.request(path).header("Range", "bytes=100100-101200"));
        var known = function.send(function.request(path).header("If-None-Match", "*"));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains(String.valueOf(SIZE));
        assertThat(head.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(Fleet.bytes(SIZE), 100_100, 101_201));
        assertThat(known.statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({"'', 307", "use=bmc, 200", "use=netboot, 200", "use=bmc&delivery=redirect, 307", "delivery=proxy, 200"})
    void redirectOnlyWhereTheySaySo(String query, int status) {
        var path = path(ticket("composed", query));

        assertThat(function.send(function.request(path)).statusCode()).isEqualTo(status);
        assertThat(function.send(RunningFunction.head(function.request(path))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void opensNothingWhereItWasChangedAndAsksTheStoreNothing() {
        var path = path(ticket("seed", ""));
        fleet.store.asked();

        for (var changed : List.of(
                path.replace("seed.iso", "seed.raw"),
                path.replace("seed.iso", "other.iso"),
                path.replace("/i/E", "/i/F"),
                "/elemental/v1/i/x/seed.iso")) {
            assertRefused(changed, 403, "link-refused");
        }
        assertThat(fleet.store.asked()).isEmpty();
        assertThat(function.send(function.request(path).method("POST", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void endToTheSecond() {
        var path = path(ticket("seed", ""));

        fleet.clock.set(Fleet.NOW.plusSeconds(599));
        assertThat(function.send(function.request(path)).statusCode()).isEqualTo(200);
        fleet.clock.set(Fleet.NOW.plusSeconds(600));
        assertRefused(path, 410, "link-ended");
    }

    @Test
    void endWithTheirSeedImage() {
        var path = path(ticket("seed", "use=bmc"));
        var image = fleet.image("seed", SIZE, false);

        ends(path, () -> fleet.publish("seed", entry -> withdrawn(entry), image));
        ends(path, () -> fleet.publish("seed", entry -> entry.telling("another", List.of()), image));
        ends(path, () -> fleet.publish("seed", LinksTest::ofAnother, image));
        ends(path, () -> fleet.publish("seed"));
        ends(path, () -> fleet.publish("seed", fleet.image("newer", SIZE, false)));
        ends(path, () -> fleet.index("composed"));
        ends(path, () -> fleet.register(Fleet.RACK, NotServable.FROZEN, Fleet.NOW));
        ends(path, () -> fleet.register(Fleet.RACK, NotServable.NOT_FOUND, Fleet.NOW));
    }

    /** Whoever has read half of an image reads on while it is kept. */
    @Test
    void openAnImageThatIsKept() {
        var path = path(ticket("seed", "use=bmc"));
        var identity = fleet.image("seed", SIZE, false).identity();
        var kept = List.of(new Superseded(identity, Fleet.NOW.plusSeconds(60)));
        fleet.publish("seed", entry -> entry.with(entry.variants(), kept), fleet.image("newer", SIZE, false));

        assertThat(function.send(function.request(path)).body()).isEqualTo(Fleet.bytes(SIZE));
        fleet.clock.set(Fleet.NOW.plusSeconds(60));
        assertRefused(path, 410, "link-ended");
    }

    @Test
    void waitForARegistrationThatIsNotReady() {
        var path = path(ticket("seed", "use=bmc"));
        fleet.register(Fleet.RACK, NotServable.NOT_READY, Fleet.NOW);

        assertRefused(path, 503, "registration-not-ready");
    }

    @Test
    void areNoneWithoutAKey() {
        try (var keyless = RunningFunction.start(fleet)) {
            var ticket = keyless.sendForText(keyless.request(RunningFunction.pathOf("proxied"))
                    .header(RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token())
                    .header("Accept", "application/json"));

            assertThat(ticket.statusCode()).isEqualTo(409);
            assertThat(ticket.body()).contains("no-link").contains("SEEDIMAGE_DOWNLOAD_LINK_KEY");
            assertThat(keyless.send(keyless.request(path(ticket("seed", "")))).statusCode())
                    .isEqualTo(403);
        }
    }

    private void ends(String path, Runnable change) {
        change.run();
        assertRefused(path, 410, "link-ended");
        fleet.register(Fleet.RACK);
        fleet.publish("seed", fleet.image("seed", SIZE, false));
        fleet.index("seed", "composed", "proxied");
        assertThat(function.send(function.request(path)).statusCode()).isEqualTo(200);
    }

    private void assertRefused(String path, int status, String word) {
        var answer = function.sendForText(function.request(path));

        assertThat(answer.statusCode()).isEqualTo(status);
        TokenTableTest.assertProblem(answer, word);
    }

    private HttpResponse<String> ticket(String seedImage, String query) {
        return function.sendForText(function.request(RunningFunction.pathOf(seedImage) + "?" + query)
                .header(RunningFunction.TOKEN_HEADER, "Bearer " + fleet.token())
                .header("Accept", "application/json"));
    }

    private static String path(HttpResponse<String> ticket) {
        assertThat(ticket.body()).startsWith("{\"url\":\"" + HOST + "/elemental/v1/i/");
        return ticket.body().split("\"", 5)[3].substring(HOST.length());
    }

    private static CatalogEntry delivered(CatalogEntry entry, Delivery delivery) {
        return changed(entry, entry.uid(), null, delivery);
    }

    private static CatalogEntry withdrawn(CatalogEntry entry) {
        return changed(entry, entry.uid(), Fleet.NOW, entry.delivery());
    }

    private static CatalogEntry ofAnother(CatalogEntry entry) {
        return changed(entry, "another uid", null, entry.delivery());
    }

    private static CatalogEntry changed(
            CatalogEntry entry, String uid, @Nullable Instant withdrawnAt, Delivery delivery) {
        return new CatalogEntry(
                entry.namespace(),
                entry.name(),
                entry.registration(),
                uid,
                entry.generation(),
                entry.registrationHash(),
                withdrawnAt,
                entry.state(),
                entry.conditions(),
                entry.expiresAt(),
                null,
                delivery,
                entry.variants(),
                entry.retiring(),
                null);
    }
}
